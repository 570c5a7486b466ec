import assert from 'node:assert/strict';
import { commands, Selection, TabInputWebview, window } from 'vscode';
import { command, graphViewType } from '../../../client/src/contributions';
import type { GraphResult } from '../../../server/src/protocol/commands';
import { test } from '../suite';
import { biogloss, marksOf, open, sample, when, workspaceFolder } from './editor';

const graphTabs = () =>
  window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith(graphViewType));

/** Tabs are told of a moment after they are there. */
const graphTabCount = (count: number) =>
  when(
    window.tabGroups.onDidChangeTabs,
    () => (graphTabs().length === count ? true : undefined),
    `${count} tabs with a graph`,
  );

/** What the newest view shows. */
async function shown() {
  const { graphs } = await biogloss();
  return [...graphs.shown.values()].at(-1)!;
}

test('Show Knowledge Graph of Document opens a view of what is marked', async () => {
  const document = await open(sample('abstract.txt'));
  const { mentions } = await marksOf(document);
  const result = await commands.executeCommand<GraphResult>(command.graphOfDocument);
  assert.equal(result.documents, 1);
  await graphTabCount(1);
  const { concepts, documents } = await shown();
  const wordings = new Set(concepts.flatMap(({ wordings }) => wordings.map(({ text }) => text)));
  const marked = mentions.map(({ ranges }) => document.getText(ranges[0]).replace(/\s+/g, ' '));
  assert.deepEqual(
    marked.filter((wording) => !wordings.has(wording)),
    [],
  );
  assert.equal(documents[0].source, sample('abstract.txt').fsPath);
});

test('Show Knowledge Graph of Selection keeps to the selection', async () => {
  const document = await open(sample('abstract.txt'));
  const { mentions } = await marksOf(document);
  const { line } = mentions[0].ranges[0].start;
  window.activeTextEditor!.selection = new Selection(line, 0, line + 1, 0);
  await commands.executeCommand(command.graphOfSelection);
  const { concepts } = await shown();
  assert.ok(concepts.length > 0);
  for (const { places } of concepts) assert.equal(document.positionAt(places[0].first.start).line, line);
});

test('Show Knowledge Graph of Folder and of Workspace take annotations as they are, where asked to', async () => {
  const ofFolder = await commands.executeCommand<GraphResult>(command.graphOfFolder, {
    folder: workspaceFolder(),
    given: 'all',
  });
  const graph = await shown();
  assert.equal(graph.provenance.model, undefined);
  const relation = graph.relations.find(({ evidence }) => evidence.length > 0)!;
  assert.ok(relation.evidence[0].sentence.text.includes(relation.evidence[0].subject.text));
  const ofWorkspace = await commands.executeCommand<GraphResult>(command.graphOfWorkspace, { given: 'all' });
  assert.deepEqual({ ...ofWorkspace, out: '' }, { ...ofFolder, out: '' });
  await commands.executeCommand('workbench.action.closeAllEditors');
  await graphTabCount(0);
});
