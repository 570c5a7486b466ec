import type { AnnotatedDocument, EntityMention, Relation } from '../../annotation/model';
import { bySpan } from '../../text/span';
import { type Aspect, differencesOf } from '../differences';
import { describeLosses } from '../losses';
import { formatById } from '../registry';
import type { CorpusFile, Stretch } from './corpusFile';
import type { Annotation, DocumentChange, DocumentLayout, Replacement } from './layout';

/** The document as a file has to say it after a change. */
export function documentWith(document: AnnotatedDocument, change: DocumentChange): AnnotatedDocument {
  const removed = new Set(change.removed);
  const now = <Kind extends Annotation>(list: readonly Kind[], added: readonly Kind[]): Kind[] => [
    ...list.flatMap((each) => (removed.has(each) ? [] : [(change.replaced.get(each) ?? each) as Kind])),
    ...added,
  ];
  return {
    ...document,
    mentions: now(document.mentions, change.added.filter(isMention)).sort((a, b) =>
      bySpan(a.spans[0], b.spans[0]),
    ),
    relations: now(document.relations, change.added.filter(isRelation)),
  };
}

/**
 * What of a file says each annotation of a document, found where its statement begins.
 * @param candidates nodes or elements that may be statements
 * @param startOf in UTF-16 units of the stretch
 */
export function sayersOf<Kind>(
  { statements }: Pick<DocumentLayout, 'statements'>,
  candidates: readonly Kind[],
  startOf: (candidate: Kind) => number,
): ReadonlyMap<Annotation, Kind> {
  const byStart = new Map(candidates.map((each) => [startOf(each), each]));
  const found = new Map<Annotation, Kind>();
  for (const { annotation, span } of statements) {
    const sayer = byStart.get(span.start);
    if (annotation && sayer) found.set(annotation, sayer);
  }
  return found;
}

export const isMention = (annotation: Annotation): annotation is EntityMention => 'spans' in annotation;
export const isRelation = (annotation: Annotation): annotation is Relation => !isMention(annotation);

/**
 * What has to be replaced in a document's stretch so that its annotations change. The stretch is read again as it would stand: where anything else than what
 * was asked for would be read, nothing is to be done.
 * @param index which of the file's stretches it is
 * @returns replacements in order, or a sentence that says what the format cannot hold
 */
export function changeStretch(
  file: CorpusFile,
  stretch: Stretch,
  index: number,
  change: DocumentChange,
): { readonly replacements: readonly Replacement[] } | { readonly refusal: string } {
  const { language } = file;
  const format = formatById(language.format)!;
  const layout = stretch.layout(index);
  const before = file.text.slice(stretch.start, stretch.end);
  if (!layout.document || !language.change)
    return {
      refusal: `This document cannot be read as ${format.title}, so that nothing is written into it.`,
    };
  const expected = documentWith(layout.document, change);
  const replacements = [...language.change(before, { ...layout, document: layout.document }, change)].sort(
    (a, b) => bySpan(a.span, b.span),
  );
  const after = replaced(before, replacements);
  const read = file.read(after, index);
  const differences = differencesOf([expected], read.document ? [read.document] : []);
  if (differences.length > 0) {
    const losses = new Map<Aspect, number>();
    for (const { aspect } of differences) losses.set(aspect, (losses.get(aspect) ?? 0) + 1);
    return { refusal: `${describeLosses(format, losses)} Nothing was changed.` };
  }
  const pieces = (text: string) => [...language.cut(text, 0)].length;
  if (pieces(after) !== pieces(before) || read.problems.length > layout.problems.length)
    return { refusal: `${format.title} would not say that and nothing else. Nothing was changed.` };
  return { replacements };
}

/** @param replacements in order, none of which touch each other */
export function replaced(text: string, replacements: readonly Replacement[]): string {
  let at = 0;
  let result = '';
  for (const { span, newText } of replacements) {
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}
