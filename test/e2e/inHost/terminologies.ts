import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { commands, type Hover, workspace } from 'vscode';
import { command, setting } from '../../../client/src/contributions';
import type { ImportTerminologyResult, TerminologySummary } from '../../../server/src/protocol/terminology';
import { test } from '../suite';
import { biogloss, open, sample, when } from './editor';

const listed = () => workspace.getConfiguration().get<string[]>(setting.terminologies, []);

test('a terminology is imported, marks what the model does not know, is told in hovers, and is removed', async () => {
  const { annotations } = await biogloss();
  const table = sample('genes.tsv').fsPath;
  writeFileSync(table, 'id\tname\tsynonyms\ttypes\tnote\nHGNC:11998\tTP53\tp53\tGene\tGuards the genome.\n');
  const text = sample('genes.txt');
  writeFileSync(
    text.fsPath,
    'Naproxen and the p53 gene\n\nNaproxen did not lower the expression of TP53 in four patients.\n',
  );
  const document = await open(text);
  const result = await commands.executeCommand<ImportTerminologyResult>(command.importTerminology, {
    files: [table],
    name: 'Genes of ours',
  });
  assert.deepEqual([result.refused, result.concepts], [undefined, 1]);
  assert.deepEqual(listed(), [result.out]);
  const genes = () =>
    annotations.of(document)?.mentions.filter(({ concepts }) => concepts[0] === 'HGNC:11998');
  await when(annotations.onDidChange, () => (genes()?.length === 2 ? true : undefined), 'the genes');

  const [hover] = await commands.executeCommand<Hover[]>(
    'vscode.executeHoverProvider',
    text,
    document.positionAt(document.getText().indexOf('p53')),
  );
  const told = hover.contents
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join();
  assert.match(told, /TP53[\s\S]*Guards the genome/);

  const list = await commands.executeCommand<TerminologySummary[]>(command.manageTerminologies, {
    action: 'lower',
    path: result.out,
  });
  assert.deepEqual(list.map(({ name }) => name).at(-1), 'Genes of ours');
  assert.deepEqual(listed(), ['embedded', result.out]);
  await commands.executeCommand(command.manageTerminologies, { action: 'remove', path: result.out });
  assert.deepEqual(listed(), []);
  assert.ok(!existsSync(result.out));
  await when(annotations.onDidChange, () => (genes()?.length === 0 ? true : undefined), 'no gene');
});
