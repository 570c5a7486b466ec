import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readBytes } from '../../../server/src/platform/fileBytes';
import { readTexts, withoutOverlap, wordsOf } from '../../../server/src/training/rawText';

const folder = mkdtempSync(join(tmpdir(), 'biogloss-text-'));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('plain text has a document a line', async () => {
  const path = file('lines.txt', 'Naproxen caused ulcers.\r\n\nβ-Blockers 🙂 did not.');
  assert.deepEqual(await readTexts(path), [
    { text: 'Naproxen caused ulcers.' },
    { text: 'β-Blockers 🙂 did not.' },
  ]);
});

test('PubTator gives title and abstract of each document, and no annotation', async () => {
  const path = file(
    'corpus.txt',
    '\n1|t|Naproxen\n1|a|It caused ulcers.\n1\t0\t8\tNaproxen\tChemical\tD009288\n1\tCID\tD009288\tD014456\n\n2|t|A | b\n2|a|\n',
  );
  assert.deepEqual(await readTexts(path), [
    { id: '1', text: 'Naproxen It caused ulcers.' },
    { id: '2', text: 'A | b ' },
  ]);
});

test('tagged tokens give a text a sentence', async () => {
  const path = file('train.tsv', 'The\tO\nTGF\tB-Gene\n\nIn\tO\nvivo\tO\n');
  assert.deepEqual(await readTexts(path), [{ text: 'The TGF' }, { text: 'In vivo' }]);
});

// "Naproxen caused ulcers.\nSecond line.\n", as `xz` writes it.
const packed = Buffer.from(
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAkTmFwcm94ZW4gY2F1c2VkIHVsY2Vycy4KU2Vjb25kIGxpbmUuCgAAAAA1WXFjsPPf0wABPSXSKWoBH7bzfQEAAAAABFla',
  'base64',
);

test('xz files are unpacked', async () => {
  assert.deepEqual(await readTexts(file('text.txt.xz', packed)), [
    { text: 'Naproxen caused ulcers.' },
    { text: 'Second line.' },
  ]);
});

test('a file that unpacks to more than may be read is refused, however small it is', async () => {
  const path = file('large.txt.xz', packed);
  assert.equal((await readBytes(path, 37)).length, 37);
  await assert.rejects(
    readBytes(path, 36),
    /large\.txt\.xz holds more than .* MiB when it is unpacked; split it/,
  );
  await assert.rejects(
    readBytes(file('large.txt', 'Naproxen'), 7),
    /large\.txt holds more than .* MiB; split it/,
  );
});

test('a damaged or missing file is told', async () => {
  for (const bytes of [
    packed.subarray(0, 40),
    Buffer.from('no xz at all, but long enough'),
    packed.map((byte, at) => (at === 30 ? ~byte : byte)),
  ]) {
    await assert.rejects(
      readTexts(file('bad.txt.xz', bytes)),
      /bad\.txt\.xz cannot be unpacked .*Copy it again/s,
    );
  }
  await assert.rejects(readTexts(join(folder, 'none.txt.xz')), { code: 'ENOENT' });
  await assert.rejects(readTexts(join(folder, 'none.txt')), { code: 'ENOENT' });
});

test('words are cut as the model cuts them', () => {
  assert.deepEqual(wordsOf('5-HT (0.5 mg)'), ['5', '-', 'HT', '(', '0', '.', '5', 'mg', ')']);
});

const abstract =
  'The effect of naproxen on the kidneys of twelve old rats was studied for three weeks in our clinic.';

test('a text that shares 13 tokens in a row with a held-out one is dropped, whatever its case and punctuation', () => {
  const copy =
    'Background. THE effect of Naproxen, on the kidneys of twelve old rats, was studied elsewhere.';
  const shorter = 'The effect of naproxen on the kidneys of twelve old rats – not studied.';
  assert.deepEqual(withoutOverlap([{ text: copy }, { text: shorter }], [{ id: '7', text: abstract }]), [
    { text: shorter },
  ]);
});

test('texts of other scripts share words too', () => {
  const text =
    'У двенадцати больных после приёма препарата в течение трёх недель развилась острая тяжёлая почечная недостаточность';
  assert.deepEqual(withoutOverlap([{ text: `Введение. ${text}.` }, { text: 'Другой текст.' }], [{ text }]), [
    { text: 'Другой текст.' },
  ]);
});

test('a document of a held-out id is dropped, whatever it says', () => {
  const texts = [
    { id: '7', text: 'Corrected title.' },
    { id: '8', text: 'Another.' },
  ];
  assert.deepEqual(withoutOverlap(texts, [{ id: '7', text: abstract }]), [texts[1]]);
});

test('a gram must be whole: its tokens in another order do not count', () => {
  const tokens = abstract.split(' ');
  const shuffled = [...tokens.slice(10), ...tokens.slice(0, 10)].join(' ');
  assert.equal(withoutOverlap([{ text: shuffled }], [{ text: abstract }]).length, 1);
});

const dataFolder = process.env.BIOGLOSS_DATA ?? join(process.cwd(), '..', 'shared', 'data');
const abstracts = join(dataFolder, 'text', 'abstracts-pubmed-00.txt.xz');

test('of the raw abstracts 15 share a gram with BC5CDR, as their provenance counts', {
  skip: existsSync(abstracts) ? false : `there is no ${abstracts}; set BIOGLOSS_DATA to the data folder`,
}, async () => {
  const heldOut = await Promise.all(
    ['train', 'dev'].map((part) => readTexts(join(dataFolder, 'corpora', 'bc5cdr', `${part}.PubTator.txt`))),
  );
  const texts = await readTexts(abstracts);
  assert.equal(texts.length, 20_416);
  assert.equal(texts.length - withoutOverlap(texts, heldOut.flat()).length, 15);
});
