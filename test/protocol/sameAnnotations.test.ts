import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { AnnotatedDocument } from '../../server/src/annotation/model';
import { wording } from '../../server/src/annotation/model';
import { readPubTator } from '../../server/src/formats/pubtator/read';
import { Pipeline } from '../../server/src/pipeline/pipeline';
import type { AnnotationsParams } from '../../server/src/protocol/annotations';
import { corpusFile, unlessCorpus } from '../corpora';
import { Editor } from './editor';

const bundle = (file: string) => join(process.cwd(), 'dist', file);

/** Every tenth of the documents that a model was scored on when it was trained. */
const some = () =>
  readPubTator(readFileSync(corpusFile('bc5cdr/dev')!, 'utf8')).documents.filter((_, i) => i % 10 === 0);

/** A document's title and abstract as a PubTator file of its own. */
const fileOf = ({ id, text, passages: [title, abstract] }: AnnotatedDocument): string =>
  `${id}|t|${text.slice(title.span.start, title.span.end)}\n${id}|a|${text.slice(abstract.span.start, abstract.span.end)}\n`;

/** An id that is made of a name's wording is not shown to a person. */
const shown = (id = ''): string => (id.startsWith('text:') ? '' : id);

/** What a person sees of a mention or a relation, however it came to them. */
const mentionLine = (text: string, type: string, concepts: readonly { readonly id: string }[]) =>
  `${text} ${type} ${concepts.map(({ id }) => shown(id)).join()}`;

const relationLine = (type: string, subject?: string, object?: string) =>
  `${shown(subject)} ${type} ${shown(object)}`;

interface Found {
  readonly mentions: readonly string[];
  readonly relations: readonly string[];
}

/** As the evaluation in training reads them. */
async function byPipeline(documents: readonly AnnotatedDocument[]): Promise<Found[]> {
  const pipeline = await Pipeline.load(join(process.cwd(), 'models', 'default'), { device: 'cpu' });
  const found: Found[] = [];
  for (const document of documents) {
    const { mentions, relations } = await pipeline.annotate(document);
    found.push(lines({ ...document, mentions, relations }));
  }
  await pipeline.dispose();
  return found;
}

const lines = (document: Pick<AnnotatedDocument, 'text' | 'mentions' | 'relations'>): Found => ({
  mentions: document.mentions.map((mention) =>
    mentionLine(wording(document.text, mention), mention.type, mention.concepts),
  ),
  relations: document.relations
    .map(({ type, subject, object }) => relationLine(type, subject, object))
    .sort(),
});

/** The shell's answer, as JSON. */
function byShell(documents: readonly AnnotatedDocument[], folder: string): Found[] {
  const file = join(folder, 'documents.txt');
  writeFileSync(file, documents.map(fileOf).join('\n'));
  const command = [bundle('cli.js'), 'annotate', file, '--to', 'json', '--device', 'cpu'];
  const json = execFileSync(process.execPath, command, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { documents: annotated } = JSON.parse(json) as { documents: readonly ShownDocument[] };
  return annotated.map(({ mentions, relations }) => ({
    mentions: mentions.map(({ text, type, concepts }) => mentionLine(text, type, concepts)),
    relations: relations.map(({ type, subject, object }) => relationLine(type, subject, object)).sort(),
  }));
}

/** What the test reads of a document in the JSON of `annotate`. */
interface ShownDocument {
  readonly mentions: readonly { text: string; type: string; concepts: readonly { id: string }[] }[];
  readonly relations: readonly { type: string; subject: string; object: string }[];
}

/**
 * What a language server tells an editor that opens one document after the other.
 * @param scored what it should be: a document is read again when the tables are there that unusual names are linked by, and that may take a while
 */
async function byServer(
  documents: readonly AnnotatedDocument[],
  scored: readonly Found[],
  storage: string,
): Promise<Found[]> {
  const child = spawn(process.execPath, [bundle('server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const settings = { device: 'cpu', minimumScore: 0 };
    const editor = await Editor.connect(child.stdout, child.stdin, {
      initializationOptions: { storage, settings },
    });
    const found: Found[] = [];
    for (const [i, document] of documents.entries()) {
      const uri = `file:///${i}.pubtator`;
      await editor.open(uri, fileOf(document), 'pubtator');
      const answers = () => editor.annotations.filter((each) => each.uri === uri && each.complete).map(seen);
      await editor.until(() => answers().length > 0, `the annotations of document ${i}`, 60_000);
      // Without this patience the comparison below would tell of the difference; with it, it tells of one that stays.
      await editor
        .until(() => isDeepStrictEqual(answers().at(-1), scored[i]), 'the same annotations', 100_000)
        .catch(() => {});
      found.push(answers().at(-1)!);
      await editor.shut(uri);
    }
    return found;
  } finally {
    child.kill();
  }
}

const seen = ({ mentions, relations }: AnnotationsParams): Found => ({
  mentions: mentions.map(({ text, type, concepts }) => mentionLine(text, type, concepts)),
  relations: relations
    .map(({ type, subject, object }) => relationLine(type, subject.concept, object.concept))
    .sort(),
});

test('shell and editor find exactly what the evaluation in training scores', {
  skip: unlessCorpus('bc5cdr/dev') || (!existsSync(bundle('server.js')) && 'dist/ is not built'),
  timeout: 280_000,
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-same-'));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const documents = some();
  const scored = await byPipeline(documents);
  assert.ok(scored.flatMap(({ mentions }) => mentions).length > 500);
  assert.deepEqual(byShell(documents, folder), scored);
  assert.deepEqual(await byServer(documents, scored, folder), scored);
});
