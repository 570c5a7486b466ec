import type { ConceptId, EntityMention, Relation } from '../../annotation/model';
import { idPlaces } from '../layout/idPlaces';
import type {
  CorpusLanguage,
  DocumentLayout,
  IdPlace,
  LaidProblem,
  Mending,
  NamePlace,
  Statement,
  Surroundings,
} from '../layout/layout';
import { type Cell, cellsOf, linesFrom, type PlacedLine, partsOf } from '../layout/lines';
import { TextPlaces } from '../layout/textPlaces';
import { Reading } from '../reading';
import { idOf } from './fileName';
import { parseBratLine } from './line';
import { CONCEPTS_NOTE, idOfLine } from './notes';
import { AnnotationReading } from './readAnnotations';
import { idOfReference } from './references';

/** A brat file of annotations: one document, whose text lies in another file. */
export const bratLanguage: CorpusLanguage = {
  id: 'brat',
  format: 'brat',
  *cut(text) {
    if (text.length > 0) yield { start: 0, end: text.length };
  },
  lay: layBrat,
  shape: shapeBrat,
};

function layBrat(stretch: string, { name, text }: Surroundings): DocumentLayout {
  const lines = [...linesFrom(stretch)];
  const stem = name.replace(/\.[^.]*$/, '');
  const nowhere = { id: idOf(stem), idSpan: { start: 0, end: 0 }, text: new TextPlaces() };
  const reading = new Reading();
  const annotations = new Map<number, EntityMention | Relation>();
  let document: DocumentLayout['document'];
  let idOfReferenceHere = (reference: string) => idOfReference(reference, false);
  if (text === undefined)
    reading.warn(`there is no ${stem}.txt beside this file; brat keeps the text there`, 1);
  else {
    const read = new AnnotationReading(stem, text, reading);
    read.addFile({ name, text: stretch });
    document = read.finish();
    idOfReferenceHere = (reference) => read.idOf(reference);
    for (const annotation of [...document.mentions, ...document.relations])
      annotations.set(reading.sources.get(annotation) as number, annotation);
  }
  return {
    ...nowhere,
    ...(document && { id: document.id, document }),
    statements: lines.flatMap(
      (line, index) => statementOf(line, annotations.get(index + 1), idOfReferenceHere) ?? [],
    ),
    problems: reading.problems.map(({ severity, message, line = 1, fits }): LaidProblem => {
      const at = lines[line - 1] ?? { text: '', span: { start: 0, end: 0 } };
      return {
        severity,
        message: message.replace(`${name}: `, ''),
        span: at.span,
        ...(fits && { mending: mendedOffsets(at, fits) }),
      };
    }),
  };
}

function statementOf(
  line: PlacedLine,
  annotation: EntityMention | Relation | undefined,
  idOfReference: (reference: string) => ConceptId,
): Statement | undefined {
  const parsed = parseBratLine(line.text);
  const [first, second, third] = cellsOf(line);
  if (parsed.kind === 'blank' || !first) return undefined;
  const words = second ? partsOf(second, /[ \t]/) : [];
  const named = ({ text, span }: (typeof words)[number]): NamePlace => ({ name: text, span });
  const statement = {
    span: line.span,
    annotation,
    name: { name: first.text, span: first.span },
    ids: [] as IdPlace[],
    targets: [] as NamePlace[],
  };
  switch (parsed.kind) {
    case 'mention':
      return { ...statement, kind: 'mention' };
    case 'relation':
      return { ...statement, kind: 'relation', targets: words.slice(1).map(argument) };
    case 'reference': {
      const [, target, reference] = words;
      const ids = reference ? [placedId(idOfReference(reference.text), reference)] : [];
      return { ...statement, kind: 'remark', ids, targets: target ? [named(target)] : [] };
    }
    case 'note': {
      const isOfConcepts = parsed.type === CONCEPTS_NOTE && third;
      const ids = isOfConcepts
        ? partsOf(third, / /).flatMap(({ text, span }) => idPlaces(idOfLine(text), span.start))
        : [];
      return { ...statement, kind: 'remark', ids, targets: words.slice(1, 2).map(named) };
    }
    case 'attribute':
      return { ...statement, kind: 'remark', targets: words.slice(1, 2).map(named) };
    default:
      return { ...statement, kind: 'remark' };
  }
}

/** Without the name of a database that the document does not write. */
function placedId(id: ConceptId, { text, span }: Cell): IdPlace {
  return { id, span: text.endsWith(id) ? { start: span.end - id.length, end: span.end } : span };
}

/** `Arg1:T1` */
function argument({ text, span }: { text: string; span: { start: number; end: number } }): NamePlace {
  const name = text.slice(text.indexOf(':') + 1);
  return { name, span: { start: span.end - name.length, end: span.end } };
}

function mendedOffsets(line: PlacedLine, [start, end]: readonly [number, number]): Mending | undefined {
  const [, from, to] = partsOf(cellsOf(line)[1]!, / /);
  if (!from || !to) return undefined;
  return {
    title: `Change the offsets to ${start} ${end}`,
    changes: [{ span: { start: from.span.start, end: to.span.end }, newText: `${start} ${end}` }],
  };
}

/** Mentions in order of reading, then relations, each with what is said of it, then what is left; columns parted by tabs. */
function shapeBrat(stretch: string): string {
  const lines = [...linesFrom(stretch)].map(({ text }) => text).filter((line) => line.trim() !== '');
  const parsed = lines.map((line) => ({ line, name: line.split('\t')[0]!, read: parseBratLine(line) }));
  const rest = new Set(parsed);
  const about = new Map<string, typeof parsed>();
  for (const each of parsed)
    if ('target' in each.read) about.set(each.read.target, [...(about.get(each.read.target) ?? []), each]);
  const shaped: string[] = [];
  const put = (each: (typeof parsed)[number]) => {
    if (!rest.delete(each)) return;
    shaped.push(each.line);
    for (const other of about.get(each.name) ?? []) put(other);
  };
  const first = ({ read }: (typeof parsed)[number]) => (read.kind === 'mention' ? read.pairs[0]![0] : 0);
  for (const each of parsed.filter(({ read }) => read.kind === 'mention').sort((a, b) => first(a) - first(b)))
    put(each);
  for (const each of parsed.filter(({ read }) => read.kind === 'relation')) put(each);
  for (const { line } of rest) shaped.push(line);
  const lineBreak = stretch.includes('\r\n') ? '\r\n' : '\n';
  return shaped.map((line) => line + lineBreak).join('');
}
