import type { AnnotatedDocument, ConceptId, EntityMention, Relation } from '../../annotation/model';
import { unlinked } from '../../annotation/unlinked';
import { CodePointIndex } from '../../text/codePoints';
import { plainTextPassages } from '../../text/plainText';
import { bySpan, type Span } from '../../text/span';
import type { ReadResult, SourceFile } from '../format';
import { Reading } from '../reading';
import { idOf } from './fileName';
import { RELATION_NOTE } from './write';

export interface BratReadResult extends ReadResult {
  /** The text file of each document, below the folder. */
  readonly files: readonly string[];
}

/**
 * Reads a folder of brat's standoff files: each `.txt` with the `.ann` of the same name (and `.a1`, `.a2`). Text-bound annotations,
 * interrupted ones too, normalisations and binary relations are understood; events, attributes and equivalences are told and left out.
 * A relation is one of the document: between the concepts of its arguments, or their wordings where they have none.
 * @see https://brat.nlplab.org/standoff.html
 */
export function readBrat(files: readonly SourceFile[]): BratReadResult {
  const reading = new Reading();
  const texts = new Map<string, SourceFile>();
  const annotations = new Map<string, string[]>();
  for (const file of files) {
    const { name, text } = file;
    const [, stem, extension] = /^(.*)\.(txt|ann|a1|a2)$/i.exec(name) ?? [];
    if (stem === undefined) continue;
    if (extension!.toLowerCase() === 'txt') texts.set(stem, file);
    else annotations.set(stem, [...(annotations.get(stem) ?? []), text]);
  }
  for (const [stem, { text }] of texts)
    reading.documents.push(readDocument(stem, text, (annotations.get(stem) ?? []).join('\n'), reading));
  for (const stem of annotations.keys())
    if (!texts.has(stem))
      reading.fail(
        `${stem}.ann has no ${stem}.txt beside it; brat keeps the text there`,
        undefined,
        `${stem}.ann`,
      );
  return { ...reading.result(), files: [...texts.values()].map(({ name }) => name) };
}

type Mutable = {
  readonly spans: [Span, ...Span[]];
  readonly type: string;
  readonly concepts: { id: ConceptId }[];
  readonly name: string;
};

function readDocument(stem: string, text: string, annotations: string, reading: Reading): AnnotatedDocument {
  const codePoints = new CodePointIndex(text);
  const mentions = new Map<string, Mutable>();
  const later: { line: number; fields: string[] }[] = [];
  const relations: Relation[] = [];
  const passedOver = new Set<string>();
  annotations.split(/\r?\n/).forEach((content, index) => {
    const fields = content.split('\t');
    const line = index + 1;
    if (content.trim() === '') return;
    if (content.startsWith('T')) {
      reading.mentionCount++;
      const read = readTextBound(fields, text, codePoints);
      if (typeof read === 'string') reading.drop(`${stem}.ann: ${read}`, line, `${stem}.ann`);
      else if (mentions.has(fields[0]!))
        reading.drop(
          `${stem}.ann: ${fields[0]} is left out: another annotation has that name; each needs its own`,
          line,
          `${stem}.ann`,
        );
      else mentions.set(fields[0]!, read);
    } else if (/^[NR#]/.test(content)) later.push({ line, fields });
    else passedOver.add(content[0]!);
  });
  // Lines stand in any order: relations wait for the concepts of their arguments, and those for the mentions.
  const isNormalisation = ({ fields }: { fields: string[] }): boolean => fields[0]!.startsWith('N');
  const warn = (wrong: string | undefined, line: number): void => {
    if (wrong !== undefined) reading.warn(`${stem}.ann: ${wrong}`, line, `${stem}.ann`);
  };
  for (const { line, fields } of later.filter(isNormalisation)) warn(normalise(fields, mentions), line);
  for (const { line, fields } of later.filter((each) => !isNormalisation(each))) {
    const relation = relationOf(fields, mentions);
    if (typeof relation === 'object') relations.push(relation);
    else warn(relation, line);
  }
  if (passedOver.size > 0)
    reading.warn(
      `${stem}.ann: lines that begin with ${[...passedOver].join(', ')} (events, attributes and the like) are not read`,
      undefined,
      `${stem}.ann`,
    );
  return {
    id: idOf(stem),
    text,
    passages: plainTextPassages(text),
    mentions: [...mentions.values()]
      .map(({ name: _, ...mention }): EntityMention => ({ ...mention, origin: 'gold' }))
      .sort((a, b) => bySpan(a.spans[0], b.spans[0])),
    relations: uniqueRelations(relations),
  };
}

/** `T1⇥Disease 0 4;8 12⇥text` */
function readTextBound(
  [name, place = '', wording]: readonly string[],
  text: string,
  codePoints: CodePointIndex,
): Mutable | string {
  const [, type, offsets] = /^(\S+) (\d+ \d+(?:;\d+ \d+)*)$/.exec(place) ?? [];
  if (type === undefined || offsets === undefined)
    return `${name} is left out: "TYPE START END" was expected after the first tab, not "${place}"`;
  const pairs = offsets.split(';').map((pair) => pair.split(' ').map(Number) as [number, number]);
  if (pairs.some(([start, end]) => start >= end || end > codePoints.length))
    return `${name} is left out: its offsets ${offsets} are not in the text, which has ${codePoints.length} code points`;
  const spans = pairs
    .map(([start, end]) => ({ start: codePoints.toUtf16(start), end: codePoints.toUtf16(end) }))
    .sort(bySpan) as [Span, ...Span[]];
  const found = spans
    .map(({ start, end }) => text.slice(start, end))
    .join(' ')
    .replace(/\s+/g, ' ');
  if (wording !== undefined && wording.replace(/\s+/g, ' ') !== found)
    return `${name} is left out: it says "${wording}", but the text says "${found}" there; offsets count code points, line breaks included`;
  return { spans, type, concepts: [], name: found };
}

/** `N1⇥Reference T1 MESH:D009288⇥Naproxen` */
function normalise(
  [name, content = '']: readonly string[],
  mentions: ReadonlyMap<string, Mutable>,
): string | undefined {
  const [, target, id] = /^\S+ (\S+) (\S.*)$/.exec(content) ?? [];
  const mention = mentions.get(target ?? '');
  if (mention === undefined || id === undefined)
    return `${name} is left out: "Reference T1 ID" with a known T was expected`;
  mention.concepts.push({ id });
  return undefined;
}

/** `R1⇥CID Arg1:T1 Arg2:T2`, or our note of a relation that names concepts. */
function relationOf(
  [name = '', content = '', concepts = '']: readonly string[],
  mentions: ReadonlyMap<string, Mutable>,
): Relation | string | undefined {
  if (name.startsWith('#')) {
    if (!content.startsWith(`${RELATION_NOTE} `)) return undefined;
    const [type, subject, object] = concepts.split(' ');
    return type && subject && object
      ? { type, subject, object, evidence: [], origin: 'gold' }
      : `${name} is left out: a type and two concepts were expected`;
  }
  const [, type, first, second] = /^(\S+) \S+?:(\S+) \S+?:(\S+)\s*$/.exec(content) ?? [];
  const [subject, object] = [first, second].map((target) => conceptOf(mentions.get(target ?? '')));
  if (type === undefined || subject === undefined || object === undefined)
    return `${name} is left out: "TYPE Arg1:T1 Arg2:T2" with known Ts was expected`;
  return { type, subject, object, evidence: [], origin: 'gold' };
}

const conceptOf = (mention: Mutable | undefined): ConceptId | undefined =>
  mention && (mention.concepts[0]?.id ?? unlinked(mention.name.toLowerCase()));

function uniqueRelations(relations: readonly Relation[]): Relation[] {
  return [
    ...new Map(
      relations.map((relation) => [`${relation.type}\t${relation.subject}\t${relation.object}`, relation]),
    ).values(),
  ];
}
