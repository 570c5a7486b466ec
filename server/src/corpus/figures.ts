import { type AnnotatedDocument, wording } from '../annotation/model';
import { isUnlinked } from '../annotation/unlinked';
import { splitSentences } from '../text/sentences';
import { passageWords } from '../text/words';
import { shapesOf } from './findings/mentionShapes';
import type {
  Distribution,
  MentionShapes,
  RelationFigures,
  SplitFigures,
  SplitName,
  TypeFigures,
} from './model';

/** Counts of one type while documents are gone through. */
class TypeCounts {
  mentions = 0;
  unlinked = 0;
  readonly documents = new Set<AnnotatedDocument>();
  readonly names = new Set<string>();
  readonly concepts = new Set<string>();

  figures(type: string): TypeFigures {
    const { mentions, unlinked, documents, names, concepts } = this;
    return {
      type,
      mentions,
      documents: documents.size,
      names: names.size,
      concepts: concepts.size,
      unlinked,
    };
  }
}

/** What there is in the documents of a split. Pauses after each. */
export function* figuresOf(
  split: SplitName,
  documents: readonly AnnotatedDocument[],
): Generator<void, SplitFigures> {
  const types = new Map<string, TypeCounts>();
  const relations = new Map<string, { count: number; readonly documents: Set<AnnotatedDocument> }>();
  const shapes = { interrupted: 0, nested: 0, crossing: 0, doubled: 0 } satisfies MentionShapes;
  const lengths = { characters: [] as number[], words: [] as number[], sentences: [] as number[] };
  const concepts = new Set<string>();
  let withoutMentions = 0;
  for (const document of documents) {
    const { text, passages, mentions } = document;
    lengths.characters.push(text.length);
    lengths.words.push(sum(passages, (passage) => passageWords(text, passage).length));
    lengths.sentences.push(sum(passages, ({ span }) => splitSentences(text, span).length));
    if (mentions.length === 0) withoutMentions++;
    for (const mention of mentions) {
      const counts = entry(types, mention.type, () => new TypeCounts());
      const ids = mention.concepts.map(({ id }) => id).filter((id) => !isUnlinked(id));
      counts.mentions++;
      counts.documents.add(document);
      counts.names.add(wording(text, mention).toLowerCase());
      if (ids.length === 0) counts.unlinked++;
      for (const id of ids) {
        counts.concepts.add(id);
        concepts.add(id);
      }
    }
    for (const { type } of document.relations) {
      const counts = entry(relations, type, () => ({ count: 0, documents: new Set<AnnotatedDocument>() }));
      counts.count++;
      counts.documents.add(document);
    }
    for (const [, shape] of shapesOf(document)) shapes[shape]++;
    yield;
  }
  return {
    split,
    documents: documents.length,
    withoutMentions,
    characters: distribution(lengths.characters),
    words: distribution(lengths.words),
    sentences: distribution(lengths.sentences),
    concepts: concepts.size,
    types: [...types]
      .map(([type, counts]) => counts.figures(type))
      .sort((a, b) => b.mentions - a.mentions || (a.type < b.type ? -1 : 1)),
    relations: [...relations]
      .map(([type, { count, documents }]): RelationFigures => ({ type, count, documents: documents.size }))
      .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1)),
    shapes,
  };
}

function entry<K, V>(map: Map<K, V>, key: K, made: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const fresh = made();
  map.set(key, fresh);
  return fresh;
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

function distribution(values: readonly number[]): Distribution {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return {
    least: at(0),
    median: at(0.5),
    p90: at(0.9),
    most: at(1),
    total: sum(values, (value) => value),
  };
}
