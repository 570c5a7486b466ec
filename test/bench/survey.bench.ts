// The view of concepts over BC5CDR's dev abstracts as files of a folder: the first time, the second time (what was read is kept), after an edit of an open text
// and after a file was written. Wall times, and what the server's own process held. Other processes go first while files are read: figures are of a quiet machine.
//   node scripts/bench.mjs survey           after "npm run build"
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readPubTator } from '../../server/src/formats/pubtator/read';
import {
  type SurveyedConcept,
  type SurveyState,
  surveyChangedNotification,
  surveyConceptsRequest,
  surveyRequest,
} from '../../server/src/protocol/survey';
import { corpusFile } from '../corpora';
import { Editor } from '../protocol/editor';

async function withServer(
  folder: string,
  storage: string,
  use: (editor: Editor, process: number) => Promise<void>,
): Promise<void> {
  const child = spawn(process.execPath, [join(process.cwd(), 'dist', 'server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const editor = await Editor.connect(child.stdout, child.stdin, {
      initializationOptions: { storage },
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'papers' }],
    });
    await use(editor, child.pid!);
  } finally {
    child.kill();
  }
}

/** Waits until files are read; the last state. */
function atRest(editor: Editor): Promise<SurveyState> {
  return new Promise((resolve) => {
    const listener = editor.connection.onNotification(surveyChangedNotification, (state: SurveyState) => {
      if (state.reading) return;
      listener.dispose();
      resolve(state);
    });
  });
}

async function fill(editor: Editor): Promise<number> {
  const began = performance.now();
  const rest = atRest(editor);
  await editor.connection.sendRequest(surveyRequest, {});
  await rest;
  return performance.now() - began;
}

async function main(): Promise<void> {
  const file = corpusFile('bc5cdr/dev');
  if (!file) return console.log('skipped: corpora/bc5cdr/dev is not under BIOGLOSS_DATA or ../shared/data');
  const { documents } = readPubTator(readFileSync(file, 'utf8'));
  const [folder, storage] = ['papers', 'storage'].map((name) =>
    mkdtempSync(join(tmpdir(), `biogloss-${name}-`)),
  ) as [string, string];
  for (const { id, text } of documents) writeFileSync(join(folder, `${id}.txt`), text);
  const first = documents[0]!;
  const uri = pathToFileURL(join(folder, `${first.id}.txt`)).href;
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  const memory = (process: number) =>
    Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1] ?? 0) / 1000;
  try {
    await withServer(folder, storage, async (editor, process) => {
      await editor.open(uri, first.text);
      await editor.complete(uri);
      const before = memory(process);
      console.log(`${documents.length} abstracts, the first time: ${seconds(await fill(editor))}`);
      const began = performance.now();
      const concepts = await editor.connection.sendRequest<SurveyedConcept[]>(surveyConceptsRequest, {});
      console.log(`the list of ${concepts.length} concepts: ${(performance.now() - began).toFixed(0)} ms`);
      console.log(
        `the server's memory: ${before.toFixed(0)} MB before, ${memory(process).toFixed(0)} MB after`,
      );
      const told = atRest(editor);
      const typed = performance.now();
      await editor.open(uri, `Warfarin. ${first.text}`);
      await told;
      console.log(`an open text read anew → counted: ${(performance.now() - typed).toFixed(0)} ms`);
    });
    await withServer(folder, storage, async (editor) => {
      console.log(`the second time: ${seconds(await fill(editor))}`);
      const name = `${documents[1]!.id}.txt`;
      writeFileSync(join(folder, name), `Warfarin. ${documents[1]!.text}`);
      const told = atRest(editor);
      const written = performance.now();
      const changes = [{ uri: pathToFileURL(join(folder, name)).href, type: 2 }];
      await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      await told;
      console.log(`a file that was written → counted: ${seconds(performance.now() - written)}`);
    });
  } finally {
    for (const each of [folder, storage]) rmSync(each, { recursive: true });
  }
}

void main();
