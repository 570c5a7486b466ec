import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { AnnotatedDocument, EntityMention, Relation } from '../../../server/src/annotation/model';
import { differencesOf } from '../../../server/src/formats/differences';
import { changeStretch, documentWith, replaced } from '../../../server/src/formats/layout/change';
import { CorpusFile } from '../../../server/src/formats/layout/corpusFile';
import type { DocumentChange } from '../../../server/src/formats/layout/layout';
import { readPubTator } from '../../../server/src/formats/pubtator/read';
import { formatById } from '../../../server/src/formats/registry';
import { corpusFile, unlessCorpus } from '../../corpora';
import { languageOf } from '../../support/corpusLanguage';

// Some documents of each corpus; BIOGLOSS_SAMPLE=10000 takes all of them.
const sample = Number(process.env['BIOGLOSS_SAMPLE'] ?? 8);

/** One of each thing that a person does to what a document says. */
function changeOf({ text, mentions, relations }: AnnotatedDocument): DocumentChange {
  const [gone, typed, linked, moved] = mentions;
  const first = /\w+/.exec(text)!;
  const word = { start: first.index, end: first.index + first[0].length };
  const withoutIdentifier = ({ identifier: _, ...others }: EntityMention): EntityMention => others;
  const head = moved && text.slice(moved.spans[0].start).search(/\W/);
  const isLong = moved && head! > 0 && head! < moved.spans[0].end - moved.spans[0].start;
  const replacedBy: [EntityMention, EntityMention][] = [
    ...(typed ? [[typed, { ...typed, type: 'Changed' }] as [EntityMention, EntityMention]] : []),
    ...(linked
      ? [
          [linked, { ...withoutIdentifier(linked), concepts: [{ id: 'OMIM:125853' }] }] as [
            EntityMention,
            EntityMention,
          ],
        ]
      : []),
    ...(isLong
      ? [
          [
            moved,
            { ...moved, spans: [{ start: moved.spans[0].start, end: moved.spans[0].start + head! }] },
          ] as [EntityMention, EntityMention],
        ]
      : []),
  ];
  const added: (EntityMention | Relation)[] = [
    { spans: [word], type: 'Fresh', concepts: [{ id: 'OMIM:125853' }], origin: 'gold' },
    { type: 'CID', subject: 'OMIM:125853', object: 'D000001', evidence: [], origin: 'gold' },
  ];
  return {
    removed: [...(gone ? [gone] : []), ...relations.slice(0, 1)],
    replaced: new Map<EntityMention | Relation, EntityMention | Relation>(replacedBy),
    added,
  };
}

for (const name of [
  'bc5cdr/train',
  'bc5cdr/dev',
  'ncbi-disease/train',
  'biored/dev',
  'chemdisgene-curated/all',
])
  test(`${name}: its documents are changed in every format, and nothing else in the file is`, {
    skip: unlessCorpus(name),
  }, () => {
    const { documents } = readPubTator(readFileSync(corpusFile(name)!, 'utf8'));
    for (const id of ['pubtator', 'jsonl', 'bioc-json', 'bioc-xml']) {
      const format = formatById(id)!;
      const source = format.write!(documents.slice(0, sample));
      const file = new CorpusFile(languageOf(id), source, { name });
      for (const [index, stretch] of file.stretches.entries()) {
        const { document } = stretch.layout(index);
        const change = changeOf(document!);
        const done = changeStretch(file, stretch, index, change);
        assert.ok('replacements' in done, `${id} ${document!.id}: ${'refusal' in done ? done.refusal : ''}`);
        const after = replaced(source.slice(stretch.start, stretch.end), done.replacements);
        const now = file.read(after, index);
        assert.deepEqual(differencesOf([documentWith(document!, change)], [now.document!]), []);
        // What is put in and taken out is no more than what is said.
        const length = done.replacements.reduce(
          (sum, { span, newText }) => sum + span.end - span.start + newText.length,
          0,
        );
        assert.ok(length < 2_000, `${id} ${document!.id}: ${length}`);
      }
    }
  });
