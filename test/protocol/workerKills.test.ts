import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationTokenSource, LSPErrorCodes, type ResponseError } from 'vscode-languageserver/node';
import type { AnnotationsParams } from '../../server/src/protocol/annotations';
import { type Editor, words } from './editor';
import { bestServer, startEditor } from './servers';

const kills = 50;
const uri = 'file:///notes.txt';
const sentences = [
  'Naproxen caused gastric ulcers in four patients. ',
  'Bleeding was more frequent with aspirin. ',
  'No patient died. ',
  'Withdrawal of naproxen healed the ulcer. ',
];

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The annotations once they no longer change: a model first answers in haste, without saying how sure it is of the concepts. */
const atLeisure = (editor: Editor): Promise<AnnotationsParams> =>
  editor.until(
    () => {
      const last = editor.annotations.at(-1);
      const isFinal =
        last?.complete &&
        last.version === editor.document(uri).version &&
        last.mentions.every(({ concepts }) => concepts.every(({ score }) => score !== undefined));
      return isFinal ? last : undefined;
    },
    'the final annotations',
    60_000,
  );

test(`a worker that is killed ${kills} times while a client edits: every request is answered, and the marks are right in the end`, async (t) => {
  const server = bestServer();
  t.diagnostic(`analysis by ${server.workers.analysis} with ${server.embeddedModel}`);
  const editor = await startEditor(server);
  const random = randomNumbers(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
  const outcomes = { answered: 0, cancelled: 0, failed: [] as string[] };
  const asked: Promise<void>[] = [];
  const ask = (method: string, params: object) => {
    const source = new CancellationTokenSource();
    const request = editor.connection.sendRequest(method, { textDocument: { uri }, ...params }, source.token);
    if (random() < 0.3) void pause(random() * 200).then(() => source.cancel());
    asked.push(
      request.then(
        () => {
          outcomes.answered++;
        },
        (error: ResponseError) => {
          if (error.code === LSPErrorCodes.RequestCancelled) outcomes.cancelled++;
          else outcomes.failed.push(error.message);
        },
      ),
    );
  };

  await editor.open(uri, sentences.join('').repeat(20));
  let killed = 0;
  let over = false;
  const killing = (async () => {
    while (killed < kills) {
      // Sometimes while it starts, sometimes while it works, sometimes while it is idle.
      await pause(20 + random() * 380);
      const worker = editor.statuses.at(-1)?.workerProcess;
      if (worker === undefined) continue;
      try {
        process.kill(worker, 'SIGKILL');
        killed++;
      } catch {
        // It has gone already; the status tells of the next one soon.
      }
    }
    over = true;
  })();
  while (!over) {
    await pause(10 + random() * 300);
    const present = sentences.filter((sentence) => editor.document(uri).getText().includes(sentence));
    const found = pick(present);
    await editor.replace(
      uri,
      found,
      random() < 0.5 ? `${pick(sentences)}${pick(sentences)}` : pick(sentences),
    );
    const position = { line: 0, character: Math.floor(random() * 400) };
    ask('textDocument/hover', { position });
    ask('textDocument/documentSymbol', {});
    ask('textDocument/semanticTokens/full', {});
    ask('textDocument/references', { position, context: { includeDeclaration: true } });
  }
  await killing;
  const shown = await atLeisure(editor);
  await Promise.all(asked);

  assert.deepEqual(outcomes.failed, []);
  assert.equal(outcomes.answered + outcomes.cancelled, asked.length);
  t.diagnostic(`${killed} kills, ${outcomes.answered} requests answered, ${outcomes.cancelled} cancelled`);

  const fresh = await startEditor(server);
  await fresh.open(uri, editor.document(uri).getText());
  const expected = await atLeisure(fresh);
  assert.ok(expected.mentions.length > 0);
  assert.deepEqual(words(shown), words(expected));
  assert.deepEqual({ ...shown, version: 0 }, { ...expected, version: 0 });
  await Promise.all([editor.close(), fresh.close()]);
});
