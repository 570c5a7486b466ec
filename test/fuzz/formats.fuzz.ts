import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnnotatedDocument } from '../../server/src/annotation/model';
import type { Format, ReadResult } from '../../server/src/formats/format';
import { detectFormat, formats, readFile } from '../../server/src/formats/registry';
import { fuzz, type Target } from './harness';

const sample = (name: string): Buffer => readFileSync(join('samples', name));
const corpus = readFile({ name: 'corpus.pubtator', text: sample('corpus.pubtator').toString('utf8') });
const plain = [sample('abstract.txt'), sample('notes.md'), sample('corpus.pubtator')];

/** Every reader, on broken files of its own format and on those of others. */
const readers: Target[] = formats
  .filter(({ read }) => read)
  .map((format) => ({
    name: `read ${format.id}`,
    seeds: [...written(format), ...plain],
    check: (input) => {
      const result = readFile({ name: 'fuzz', text: input.toString('utf8') }, format);
      checkResult(result);
      for (const each of formats) {
        each.write?.(result.documents);
        each.writeFolder?.(result.documents);
      }
    },
  }));

const folders: Target[] = formats
  .filter(({ readFolder, writeFolder }) => readFolder && writeFolder)
  .map((format) => ({
    name: `read ${format.id}`,
    seeds: format.writeFolder!(corpus.documents).map(({ text }) => Buffer.from(text)),
    check: (input) => {
      const [first, ...rest] = format.writeFolder!(corpus.documents.slice(0, 1));
      for (const name of [first.name, ...rest.map((file) => file.name)]) {
        const files = [first, ...rest].map((file) =>
          file.name === name ? { name, text: input.toString('utf8') } : file,
        );
        checkResult(format.readFolder!(files));
      }
    },
  }));

/** What any format's content may be taken for. */
const detection: Target = {
  name: 'read auto',
  seeds: [...formats.flatMap(written), ...plain],
  check: (input) => {
    const text = input.toString('utf8');
    checkResult(readFile({ name: 'fuzz', text }, detectFormat(text)));
  },
};

function written({ write }: Format): Buffer[] {
  return write
    ? [Buffer.from(write(corpus.documents)), Buffer.from(write(corpus.documents.slice(0, 1)))]
    : [];
}

/** What holds of every result, whatever was read. */
function checkResult({ documents, problems, droppedMentions, mentionCount }: ReadResult): void {
  assert.ok(
    droppedMentions >= 0 && droppedMentions <= mentionCount,
    `${droppedMentions} of ${mentionCount} mentions dropped`,
  );
  for (const { line = 1, column = 1, message } of problems) {
    assert.ok(line >= 1 && column >= 1, `a problem is at ${line}:${column}`);
    assert.ok(
      message.length > 0 && !/(?<!received )(?:undefined|NaN)|\[object/.test(message),
      `a problem says ${message}`,
    );
  }
  for (const document of documents) checkSpans(document);
}

function checkSpans({ text, passages, mentions }: AnnotatedDocument): void {
  const inText = ({ start, end }: { start: number; end: number }, what: string) =>
    assert.ok(
      Number.isInteger(start) && start >= 0 && start <= end && end <= text.length,
      `a ${what} is at ${start}–${end} of ${text.length}`,
    );
  for (const { span, prose } of passages) {
    inText(span, 'passage');
    for (const stretch of prose) inText(stretch, 'stretch of prose');
  }
  for (const mention of mentions) for (const span of mention.spans) inText(span, 'mention');
}

fuzz([...readers, ...folders, detection]);
