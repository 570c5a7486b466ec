import type { AnnotatedDocument, ConceptId, EntityMention, Relation } from '../../annotation/model';
import { CodePointIndex } from '../../text/codePoints';
import type { Passage } from '../../text/passage';
import { bySpan, contains, type Span } from '../../text/span';
import { attributesIn, noNames } from '../attributes';
import { CodePointText, type Misplaced } from '../codePointText';
import { MentionEnds } from '../mentionEnds';
import { codePoints as codePointOffsets, type Offsets, type Pair } from '../offsets';
import type { Reading } from '../reading';
import { JSON_INFON } from './infons';
import { mentionOfInfons } from './mentionInfons';
import type { BioCAnnotation, BioCDocument, BioCPassage, BioCRelation } from './model';
import { kindOf, OUTSIDE, proseIn } from './passageInfons';
import { relationOfInfons } from './relationInfons';

/** Passages are put at their own offsets; a gap longer than this (code points) is not filled, and a space stands for it. */
const LONGEST_GAP = 100;

/** A stretch of the document's text, and where BioC says that it begins. */
interface Placed {
  readonly source: BioCPassage;
  readonly start: number;
  readonly codePoints: CodePointIndex;
}

/**
 * A BioC document as ours: the passages' texts one after the other, parted as their offsets say. An annotation's locations are
 * looked up in the passages that hold their ends; one whose text is not there is dropped and told.
 */
export function fromBioC(document: BioCDocument, reading: Reading): AnnotatedDocument {
  const { text, placed } = assembleText(document.passages);
  const byOffset = [...placed].sort((a, b) => a.source.offset - b.source.offset);
  const offsets = codePointOffsets(text);
  const ends = new MentionEnds(text);
  const nearest = nearestIn(text, byOffset, offsets);
  const mentions: EntityMention[] = [];
  const byId = new Map<string, EntityMention>();
  const said = new Map<EntityMention, BioCAnnotation>();
  const annotations = [
    ...document.annotations,
    ...placed.flatMap(({ source }) => source.annotations),
    ...document.passages.flatMap(onlyOuter),
  ];
  for (const annotation of annotations) {
    reading.mentionCount++;
    const mention = mentionOf(annotation, text, byOffset, nearest);
    if ('why' in mention) {
      const message = `annotation ${annotation.id} of document ${document.id} is left out: ${mention.why}`;
      reading.drop(message, undefined, undefined, { source: annotation, fits: mention.fits });
    } else {
      mentions.push(mention);
      said.set(mention, annotation);
      byId.set(annotation.id, mention);
    }
  }
  const told = [
    ...document.relations,
    ...document.passages.flatMap(({ relations, sentences }) => [
      ...relations,
      ...sentences.flatMap((each) => each.relations),
    ]),
  ];
  const relations = told.flatMap((source): Relation[] => {
    const { id, infons, nodes } = source;
    const named = relationOfInfons(infons, [], offsets);
    const relation = named ?? relationOfInfons(infons, nodeEnds(nodes, byId, ends), offsets);
    if (relation === undefined)
      reading.warn(
        `relation ${id} of document ${document.id} is left out: two concepts were expected, as entity1 and entity2 or as nodes whose annotations are there`,
        undefined,
        undefined,
        { source },
      );
    else reading.sources.set(relation, source);
    return relation === undefined ? [] : [relation];
  });
  const named = mentions.map((mention) => {
    const each = ends.named(mention);
    reading.sources.set(each, said.get(mention));
    return each;
  });
  return {
    id: document.id,
    text,
    ...attributesIn(document.infons, noNames),
    passages: placed
      .filter(({ source }) => source.infons['type'] !== OUTSIDE)
      .map((each) => passageOf(each, offsets)),
    mentions: named.sort((a, b) => bySpan(a.spans[0], b.spans[0])),
    relations,
  };
}

/** The concepts that a relation's first two nodes stand for. */
const nodeEnds = (
  nodes: BioCRelation['nodes'],
  byId: ReadonlyMap<string, EntityMention>,
  ends: MentionEnds,
): (ConceptId | undefined)[] =>
  nodes.slice(0, 2).map(({ refid }) => {
    const mention = byId.get(refid);
    return mention && ends.endOf(mention);
  });

/** Annotations of a passage that is made of sentences. */
const onlyOuter = ({ sentences, annotations }: BioCPassage): readonly BioCAnnotation[] =>
  sentences.length > 0 ? annotations : [];

/** The text of a document, and where in it each passage or sentence stands. */
export function assembleText(passages: readonly BioCPassage[]): { text: string; placed: Placed[] } {
  const parts: string[] = [];
  const placed: Placed[] = [];
  let length = 0;
  let reached = 0;
  for (const source of passages.flatMap((passage) =>
    passage.sentences.length > 0
      ? passage.sentences.map((each) => ({ ...each, infons: passage.infons }))
      : [passage],
  )) {
    if (source.text === '') continue;
    const gap = source.offset - reached;
    const spaces = gap >= 0 && gap <= LONGEST_GAP ? gap : length > 0 ? 1 : 0;
    parts.push(' '.repeat(spaces), source.text);
    const codePoints = new CodePointIndex(source.text);
    placed.push({ source, start: length + spaces, codePoints });
    length += spaces + source.text.length;
    reached = source.offset + codePoints.length;
  }
  return { text: parts.join(''), placed };
}

function passageOf({ source: { infons, text }, start }: Placed, offsets: Offsets): Passage {
  const span = { start, end: start + text.length };
  const kind = kindOf(infons);
  const told = proseIn(infons)?.flatMap((each: Pair) => offsets.span(each) ?? []) ?? [];
  const own = new Set([JSON_INFON, ...(infons['type'] === kind ? ['type'] : [])]);
  return { kind, span, prose: told.length > 0 ? told : [span], ...attributesIn(infons, own) };
}

function mentionOf(
  { infons, locations, text: wording }: BioCAnnotation,
  text: string,
  placed: readonly Placed[],
  nearest: Nearest,
): EntityMention | Misplaced {
  const spans: Span[] = [];
  const fits = () => (locations.length === 1 ? nearest(wording, locations[0]!.offset) : undefined);
  for (const { offset, length } of locations) {
    const start = unitAt(offset, placed);
    const last = length > 0 ? unitAt(offset + length - 1, placed) : undefined;
    if (Number.isNaN(offset) || Number.isNaN(length))
      return { why: 'its offset or its length is not a whole number' };
    if (start === undefined || last === undefined)
      return { why: `its offset ${offset} and length ${length} lie in no passage`, fits: fits() };
    spans.push({ start: start.from, end: last.to });
  }
  const [first, ...others] = spans.sort(bySpan);
  if (first === undefined) return { why: 'it has no location' };
  const found = [first, ...others].map(({ start, end }) => text.slice(start, end)).join(' ');
  const squeezed = (words: string) => words.replace(/\s+/g, ' ');
  if (wording !== '' && squeezed(wording) !== squeezed(found))
    return {
      why: `it says "${wording}", but its passage says "${found}" there; offsets count code points from the document's start`,
      fits: fits(),
    };
  return { spans: [first, ...others], ...mentionOfInfons(infons) };
}

/** Where else, near an offset, a passage says what a mention should cover; both counted as the file counts. */
type Nearest = (wording: string, offset: number) => Pair | undefined;

function nearestIn(text: string, placed: readonly Placed[], offsets: Offsets): Nearest {
  let located: CodePointText | undefined;
  return (wording, offset) => {
    located ??= new CodePointText(text);
    const pair = located.nearest(wording, unitAt(offset, placed)?.from ?? text.length);
    const place = pair && offsets.span(pair);
    const home = place && placed.find((each) => contains(spanOf(each), place));
    if (!home) return undefined;
    const inFile = (unit: number) => home.source.offset + home.codePoints.fromUtf16(unit - home.start);
    return [inFile(place.start), inFile(place.end)];
  };
}

const spanOf = ({ source: { text }, start }: Placed): Span => ({ start, end: start + text.length });

/** UTF-16 span of the code point that a file counts as `offset`; binary search over passages in the order of their offsets. */
function unitAt(offset: number, placed: readonly Placed[]): { from: number; to: number } | undefined {
  let low = 0;
  let high = placed.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (placed[middle]!.source.offset <= offset) low = middle;
    else high = middle;
  }
  const home = placed[low];
  if (home === undefined) return undefined;
  const local = offset - home.source.offset;
  if (!(local >= 0 && local < home.codePoints.length)) return undefined;
  return {
    from: home.start + home.codePoints.toUtf16(local),
    to: home.start + home.codePoints.toUtf16(local + 1),
  };
}
