import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { KnowledgeGraph } from '../../../server/src/graph/model';
import type { Workbench } from '../../../server/src/lsp/commands/command';
import { graphOfOpenDocuments } from '../../../server/src/lsp/commands/graphOfOpenDocuments';
import type { GraphRequest } from '../../../server/src/protocol/analysis';

const documents = ['naproxen one', 'naproxen two'].map((text, number) =>
  TextDocument.create(`untitled:${number}`, 'plaintext', 1, text),
);

/** Marks the word naproxen wherever it stands now; the first text is edited while the second is waited for. */
const workbench = {
  curation: {
    current: (document: TextDocument) => {
      const start = document.getText().indexOf('naproxen');
      const spans = [{ start, end: start + 8 }];
      const mention = { spans, type: 'Chemical', concepts: [{ id: 'MESH:D009288' }], origin: 'predicted' };
      return { mentions: [mention], relations: [] };
    },
    async settled(document: TextDocument) {
      const found = this.current(document);
      if (document === documents[1])
        TextDocument.update(
          documents[0],
          [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: 'New: ' }],
          2,
        );
      return found;
    },
    problem: () => undefined,
  },
  host: { state: { kind: 'ready' } },
  terminologies: { current: { preferredName: () => undefined } },
} as unknown as Workbench;

test('what is typed while the graph is waited for moves what it says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-'));
  try {
    const request: Omit<GraphRequest, 'open' | 'leftOut' | 'exports'> = {
      type: 'graph',
      id: 1,
      paths: ['a', 'b'],
      given: 'none',
      minimumScore: 0,
      unlinked: true,
      mostEvidence: 10,
      format: 'json',
      out: join(folder, 'graph.json'),
    };
    const signal = new AbortController().signal;
    await graphOfOpenDocuments(documents, request, workbench, signal);
    const graph: KnowledgeGraph = JSON.parse(readFileSync(request.out, 'utf8'));
    assert.deepEqual(
      graph.concepts.map(({ wordings, places }) => [wordings, places.map(({ first }) => first.start)]),
      [[[{ text: 'naproxen', count: 2 }], [5, 0]]],
    );
    const within = { start: 0, end: 3 };
    TextDocument.update(documents[0], [{ text: 'naproxen' }], 3);
    await assert.rejects(
      graphOfOpenDocuments(documents, { ...request, within }, workbench, signal),
      /The text was changed meanwhile/,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
