import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AnnotatedDocument, EntityMention, Relation } from '../../server/src/annotation/model';
import { differencesOf } from '../../server/src/formats/differences';
import { changeStretch, documentWith, replaced } from '../../server/src/formats/layout/change';
import { CorpusFile } from '../../server/src/formats/layout/corpusFile';
import type { DocumentChange } from '../../server/src/formats/layout/layout';
import { formatById } from '../../server/src/formats/registry';
import { contains, overlaps, type Span } from '../../server/src/text/span';
import { languageOf } from '../support/corpusLanguage';

const words = [
  'Naproxen',
  '🙂',
  'α-MT',
  'e\u0301te\u0301',
  '𝛽',
  '&',
  '<b>',
  '"x"',
  '\\n',
  'a|b',
  '%20',
  'ulcers',
];
const ids = ['MESH:D000001', 'D000002', '3175', 'OMIM:1', 'CHEBI:7'];
const types = ['Chemical', 'Disease', 'Ω-type'];

/** Some words in two paragraphs, and where each of them stands. */
const anyText = fc
  .tuple(
    fc.array(fc.constantFrom(...words), { minLength: 2, maxLength: 8 }),
    fc.array(fc.constantFrom(...words), { minLength: 2, maxLength: 8 }),
  )
  .map(([title, abstract]) => {
    const places: Span[] = [];
    let text = '';
    for (const word of [...title, ...abstract]) {
      if (text !== '') text += ' ';
      places.push({ start: text.length, end: text.length + word.length });
      text += word;
    }
    return { text, places, titleEnd: places[title.length - 1]!.end };
  });

interface Drawn {
  readonly first: number;
  readonly length: number;
  readonly gap: boolean;
  readonly type: string;
  readonly ids: readonly string[];
  readonly note: boolean;
}
const drawn: fc.Arbitrary<Drawn> = fc.record({
  first: fc.nat(15),
  length: fc.nat(2),
  gap: fc.boolean(),
  type: fc.constantFrom(...types),
  ids: fc.subarray(ids, { maxLength: 2 }),
  note: fc.boolean(),
});

/** What a format has no place for. */
interface Holds {
  readonly gaps: boolean;
  readonly notes: boolean;
  readonly evidence: boolean;
  /** Ids, relations, and mentions that overlap. */
  readonly more: boolean;
}
const everything: Holds = { gaps: true, notes: true, evidence: true, more: true };

function mentionOf(
  { first, length, gap, type, ids: own, note }: Drawn,
  places: readonly Span[],
  holds: Holds,
) {
  const from = first % places.length;
  const to = Math.min(places.length - 1, from + length);
  const spans: [Span, ...Span[]] =
    gap && holds.gaps && to - from > 1
      ? [places[from]!, places[to]!]
      : [{ start: places[from]!.start, end: places[to]!.end }];
  const mention: EntityMention = {
    spans,
    type,
    concepts: holds.more ? own.map((id) => ({ id })) : [],
    origin: 'gold',
    ...(note && holds.notes && { attributes: { note: 'ask "them" <again>' } }),
  };
  return mention;
}

const relationOf = (of: readonly [number, number], places: readonly Span[], holds: Holds): Relation => {
  const [subject, object] = of.map((each) => places[each % places.length]!) as [Span, Span];
  const sentence = { start: Math.min(subject.start, object.start), end: Math.max(subject.end, object.end) };
  return {
    type: 'CID',
    subject: ids[of[0] % ids.length]!,
    object: ids[of[1] % ids.length]!,
    evidence: holds.evidence ? [{ sentence, subject, object }] : [],
    origin: 'gold',
  };
};

const pair = fc.tuple(fc.nat(15), fc.nat(15));
const action = fc.oneof(
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat(7) }),
  fc.record({ kind: fc.constant('removeRelation' as const), at: fc.nat(7) }),
  fc.record({ kind: fc.constant('add' as const), mention: drawn }),
  fc.record({ kind: fc.constant('addRelation' as const), of: pair }),
  fc.record({
    kind: fc.constantFrom('type', 'concepts', 'spans', 'all', 'note'),
    at: fc.nat(7),
    mention: drawn,
  }),
);
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never;

/** @param actions each on another annotation, where there are so many */
function changeOf(
  { mentions, relations }: AnnotatedDocument,
  actions: readonly Action[],
  places: readonly Span[],
  holds: Holds,
): DocumentChange {
  const removed: (EntityMention | Relation)[] = [];
  const replacedBy = new Map<EntityMention | Relation, EntityMention | Relation>();
  const added: (EntityMention | Relation)[] = [];
  const isFree = (each: EntityMention | Relation) => !removed.includes(each) && !replacedBy.has(each);
  for (const each of actions) {
    if (each.kind === 'add') added.push(mentionOf(each.mention, places, holds));
    else if (each.kind === 'addRelation') {
      if (holds.more) added.push(relationOf(each.of, places, holds));
    } else if (each.kind === 'removeRelation') {
      const relation = relations[each.at % relations.length];
      if (relation && isFree(relation)) removed.push(relation);
    } else {
      const mention = mentions[each.at % mentions.length];
      if (!mention || !isFree(mention)) continue;
      if (each.kind === 'remove') {
        removed.push(mention);
        continue;
      }
      const { identifier: _, attributes, ...others } = mention;
      const now = mentionOf((each as { mention: Drawn }).mention, places, holds);
      const kept = { ...mention };
      replacedBy.set(
        mention,
        each.kind === 'type'
          ? { ...kept, type: now.type }
          : each.kind === 'spans'
            ? { ...kept, spans: now.spans }
            : each.kind === 'concepts'
              ? { ...others, ...(attributes && { attributes }), concepts: now.concepts }
              : each.kind === 'note'
                ? { ...kept, ...(holds.notes && { attributes: { ...attributes, note: 'two\nlines 🙂' } }) }
                : { ...now, ...(attributes && { attributes: { ...attributes, ...now.attributes } }) },
      );
    }
  }
  return { removed, replaced: replacedBy, added };
}

const corpus = fc.array(
  fc.tuple(anyText, fc.array(drawn, { maxLength: 5 }), fc.array(pair, { maxLength: 3 })),
  { minLength: 1, maxLength: 3 },
);

interface Case {
  readonly id: string;
  readonly holds: Holds;
  /** Other ways of writing the same file. */
  readonly dressed?: (source: string) => string[];
}
const cases: readonly Case[] = [
  { id: 'pubtator', holds: { ...everything, gaps: false, notes: false, evidence: false } },
  {
    id: 'jsonl',
    holds: everything,
    // As Python writes, and with escapes for what is not ASCII.
    dressed: (source) => [
      source.replaceAll('":', '": ').replaceAll(',"', ', "'),
      source.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
  },
  {
    id: 'bioc-json',
    holds: everything,
    dressed: (source) => [
      JSON.stringify(JSON.parse(source)),
      JSON.stringify(JSON.parse(source), undefined, '\t'),
    ],
  },
  {
    id: 'bioc-xml',
    holds: everything,
    // An element a line, as XML editors write it.
    dressed: (source) => [source.replace(/<(passage|annotation|relation|infon|location|text)/g, '\n   <$1')],
  },
  {
    id: 'conll',
    holds: { gaps: false, notes: false, evidence: false, more: false },
    // The other two ways of tagging, and columns parted by blanks.
    dressed: (source) => [
      source
        .replace(/\tB-(.+)(?=\n(?!.*\tI-\1))/g, '\tS-$1')
        .replace(/\tI-(.+)(?=\n(?!.*\tI-\1))/g, '\tE-$1'),
      source.replace(/(\tO|\n)\n(.+)\tB-/g, '$1\n$2\tI-'),
      source.replaceAll('\t', ' '),
    ],
  },
];

/** Where the words of a text stand. */
const wordsOf = (text: string): Span[] =>
  [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({ start: index, end: index + word.length }));

/** Tags lie over each other no more than over the end of a sentence. */
const hasTags = ({ mentions, passages }: AnnotatedDocument): boolean =>
  mentions.every(
    ({ spans: [span] }, at) =>
      !mentions.some(({ spans: [other] }, index) => index !== at && overlaps(span, other)) &&
      passages.some((passage) => contains(passage.span, span)),
  );

/** A document of two paragraphs. */
function documentOf(
  [{ text, places, titleEnd }, drawnMentions, pairs]: (typeof corpus extends fc.Arbitrary<infer Value>
    ? Value
    : never)[number],
  id: string,
  holds: Holds,
): AnnotatedDocument {
  const passages = [
    { kind: 'title' as const, span: { start: 0, end: titleEnd } },
    { kind: 'abstract' as const, span: { start: titleEnd + 1, end: text.length } },
  ];
  return {
    id,
    text,
    passages: passages.map((each) => ({ ...each, prose: [each.span] })),
    mentions: drawnMentions
      .map((each) => mentionOf(each, places, holds))
      .sort((a, b) => a.spans[0].start - b.spans[0].start),
    relations: holds.more ? pairs.map((each) => relationOf(each, places, holds)) : [],
  };
}

for (const { id, holds, dressed = () => [] } of cases)
  test(`${id}: a file that is changed says what it said with that one change, and nothing else in it is another`, () =>
    fc.assert(
      fc.property(
        corpus,
        fc.nat(2),
        fc.array(action, { minLength: 1, maxLength: 4 }),
        fc.nat(5),
        (texts, which, actions, dress) => {
          const format = formatById(id)!;
          const documents = texts.map((each, index) => documentOf(each, `9000000${index}`, holds));
          const plain = format.write!(documents);
          const dresses = [plain, plain.replaceAll('\n', '\r\n'), plain.trimEnd(), ...dressed(plain)];
          const source = dresses[dress % dresses.length]!;
          const file = new CorpusFile(languageOf(id), source, { name: 'notes' });
          const index = which % documents.length;
          const stretch = file.stretches[index]!;
          const layout = stretch.layout(index);
          const change = changeOf(layout.document!, actions, wordsOf(layout.document!.text), holds);
          const expected = documentWith(layout.document!, change);
          const result = changeStretch(file, stretch, index, change);
          if (!('replacements' in result)) {
            assert.ok(!holds.more && !hasTags(expected), result.refusal);
            return;
          }
          const before = source.slice(stretch.start, stretch.end);
          const after = replaced(before, result.replacements);
          const now = source.slice(0, stretch.start) + after + source.slice(stretch.end);
          const whole = (text: string) => format.read!({ name: 'notes', text });
          const wanted = whole(source).documents.map((each, at) => (at === index ? expected : each));
          assert.deepEqual(differencesOf(wanted, whole(now).documents), []);
          assert.deepEqual(whole(now).problems, whole(source).problems);
          // What is not meant stands as it stood. Only a tag of CoNLL may have to say that a mention begins, behind a new one of its type.
          const asRead = (text: string) =>
            id === 'conll' ? text.replace(/(?<=[\t ])B-(?=\S+$)/gm, 'I-') : text;
          const isMeant = (each: unknown) =>
            change.removed.includes(each as Relation) || change.replaced.has(each as Relation);
          const others = layout.statements
            .filter(({ annotation }) => annotation && !isMeant(annotation))
            .map(({ span }) => asRead(before.slice(span.start, span.end)));
          const again = new CorpusFile(languageOf(id), now, { name: 'notes' });
          const stretchNow = again.stretches[index]!;
          const said = stretchNow
            .layout(index)
            .statements.map(({ span }) =>
              asRead(now.slice(stretchNow.start + span.start, stretchNow.start + span.end)),
            );
          for (const each of others) {
            const at = said.indexOf(each);
            assert.ok(at >= 0, each);
            said.splice(at, 1);
          }
          const nothing = change.removed.length + change.replaced.size + change.added.length === 0;
          if (nothing) assert.equal(now, source);
        },
      ),
      { numRuns: 100 },
    ));
