import assert from 'node:assert/strict';
import { test } from 'node:test';
import { biogloss } from './shell';

const text =
  'Mutations of the BRCA1 gene and the TP53 gene raise the risk of breast cancer. Tamoxifen lowers it.';

const marked = async (...options: string[]) => {
  const { exitCode, stdout, stderr } = await biogloss(
    ['annotate', '-', '--to', 'csv', '--device', 'cpu', ...options],
    text,
  );
  return { exitCode, stdout, stderr };
};

test('the embedded model marks genes where it is asked to, and not otherwise', async () => {
  const own = await marked();
  assert.equal(own.exitCode, 0, own.stderr);
  assert.doesNotMatch(own.stdout, /Gene/);
  const both = await marked('--guidelines', 'bc5cdr,genes');
  assert.match(both.stdout, /TP53[^\n]*Gene|Gene[^\n]*TP53/);
  assert.match(both.stdout, /breast cancer[^\n]*Disease|Disease[^\n]*breast cancer/);
  assert.match(both.stdout, /Tamoxifen/);
  const genes = await marked('--guidelines', 'genes');
  assert.doesNotMatch(genes.stdout, /Disease|Chemical/);
});

test('a guideline that the model does not have is refused with those that it has', async () => {
  const { exitCode, stderr } = await marked('--guidelines', 'gens');
  assert.equal(exitCode, 1);
  assert.match(stderr, /has no guideline "gens"; it has bc5cdr, ncbi-disease, genes/);
});
