import type { Given } from '../annotation/given';
import { joinParts } from '../annotation/joinParts';
import {
  type AnnotatedDocument,
  type Annotations,
  type Document,
  type EntityMention,
  extent,
} from '../annotation/model';
import { bySpan, contains } from '../text/span';
import type { Unit } from './units';

/** The document's own mentions that a unit may use. */
export const mentionsWithin = (document: Document | AnnotatedDocument, { span }: Unit): EntityMention[] =>
  'mentions' in document ? document.mentions.filter((mention) => contains(span, extent(mention))) : [];

/**
 * The annotations of a document from those of its units, one part a unit, in order of reading. What was given stays: a given mention that no
 * unit holds (it stands in a table's markup, or crosses from one unit to the next) is kept as it is.
 */
export function wholeDocument(
  document: Document | AnnotatedDocument,
  units: readonly Unit[],
  parts: readonly Annotations[],
  given: Given,
): Annotations {
  const { mentions, relations } = joinParts(parts);
  if (given === 'none' || !('mentions' in document)) return { mentions, relations };
  const read = new Set(units.flatMap((unit) => mentionsWithin(document, unit)));
  const unread = document.mentions.filter((mention) => !read.has(mention));
  const all = [...mentions, ...unread].sort((a, b) => bySpan(extent(a), extent(b)));
  return { mentions: unread.length > 0 ? all : mentions, relations };
}
