import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { AnalysisHost } from '../../../server/src/lsp/analysisHost';
import { Curation } from '../../../server/src/lsp/curation/curation';
import { KeptDecisions } from '../../../server/src/lsp/curation/keptDecisions';
import { DocumentAnnotator } from '../../../server/src/lsp/documentAnnotator';
import { files } from '../cli/shell';
import { mention } from '../curation/decided';

const text = 'Naproxen caused severe ulcers.';
/** Nothing is ever found. */
const silent = { annotate: () => ({ cancel: () => {} }) } as unknown as AnalysisHost;

test('a document that is closed is written, and nothing is told of it any more', async (t) => {
  const path = files(t, { 'paper.txt': text })('paper.txt');
  const document = TextDocument.create(pathToFileURL(path).href, 'plaintext', 1, text);
  const told: TextDocument[] = [];
  const curation = new Curation(
    new DocumentAnnotator(silent, () => {}),
    (each) => told.push(each),
    new KeptDecisions(`${path}.kept`),
    () => {},
  );
  t.after(() => curation.dispose());
  curation.open(document);
  await curation.of(document)!.settled();
  const after = mention(text, { is: { words: 'ulcers', type: 'Disease' } });
  curation.commit({ label: 'Mark “ulcers”', changes: new Map([[document.uri, [{ after }]]]) });
  assert.ok(told.length > 0);
  const closing = curation.close(document);
  told.length = 0;
  await closing;
  assert.ok(existsSync(`${path}.curation`));
  assert.deepEqual(told, []);
});
