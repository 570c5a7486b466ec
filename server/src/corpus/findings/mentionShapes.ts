import { type AnnotatedDocument, type EntityMention, extent, wording } from '../../annotation/model';
import { counted } from '../../platform/counted';
import { contains, type Span } from '../../text/span';
import type { FindingPlace, MentionShapes } from '../model';
import { type Check, found } from './check';

export type Shape = keyof MentionShapes;

/** No annotator nests deeper; without a limit a broken file would take for ever. */
const mostOpen = 50;

/**
 * Where mentions of a document are not each by itself: such mentions with their shapes, each once for each of its shapes. Mentions are in order of
 * reading, so that whatever lies in the way of one begins before it or with it.
 */
export function* shapesOf({ mentions }: AnnotatedDocument): Generator<readonly [EntityMention, Shape]> {
  let open: { readonly mention: EntityMention; readonly span: Span; isNested: boolean }[] = [];
  for (const mention of mentions) {
    if (mention.spans.length > 1) yield [mention, 'interrupted'];
    const span = extent(mention);
    open = open.filter((other) => other.span.end > span.start);
    const isDoubled = open.some((other) => contains(other.span, span) && contains(span, other.span));
    const isNested = !isDoubled && open.some((other) => contains(other.span, span));
    if (isDoubled) yield [mention, 'doubled'];
    else if (isNested) yield [mention, 'nested'];
    else if (open.some((other) => other.span.start < span.start)) yield [mention, 'crossing'];
    // The shorter of two that begin together comes first.
    for (const inner of open)
      if (!inner.isNested && !isDoubled && contains(span, inner.span)) {
        inner.isNested = true;
        yield [inner.mention, 'nested'];
      }
    open.push({ mention, span, isNested });
    if (open.length > mostOpen) open.shift();
  }
}

/** Mentions in each other's way: a word has one label, so not all of them are learned. */
export const mentionShapes: Check = function* ({ documents }) {
  const places: FindingPlace[] = [];
  let interrupted = 0;
  for (const { document, source } of documents) {
    for (const [mention, shape] of shapesOf(document)) {
      if (shape === 'interrupted') interrupted++;
      places.push({
        ...source.ofAnnotation(document, mention),
        message: `${mention.type} ${said[shape]}`,
        text: wording(document.text, mention),
      });
    }
    yield;
  }
  return found(
    {
      kind: 'overlappingMentions',
      severity: 'note',
      title: 'Mentions that overlap or are interrupted',
      message: `Of mentions that share a word the longest is learned${interrupted > 0 ? `, and of the ${counted(interrupted, 'interrupted mention')} the gaps as well` : ''}. A model finds none of the others.`,
    },
    places,
  );
};

const said: Readonly<Record<Shape, string>> = {
  interrupted: 'of several stretches',
  nested: 'inside a longer mention',
  crossing: 'that overlaps the one before',
  doubled: 'at the same place as another mention',
};
