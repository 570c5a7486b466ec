import type { AnnotatedDocument } from '../annotation/model';
import { type Anchor, anchorOf, spanOf } from '../curation/anchor';
import type { DecidedMention, Decision, MentionDecision, RelationDecision } from '../curation/decision';
import type { CorpusFile } from '../formats/layout/corpusFile';
import { TextOf } from '../formats/layout/textOf';
import { type Span, shift } from '../text/span';

/** One document of a corpus file, to which decisions beside the file are brought. */
interface Place {
  readonly text: string;
  readonly textOf: TextOf;
}

/**
 * Decisions that lie beside a corpus file, as no format can say them, told of each of its documents: their places count in its text then. What is on no document's text, or lost, is left out.
 * @param documents that the file was read as, in its order; they may be called otherwise than the file's own
 * @param decisions placed in the file's text
 */
export function decisionsInFile(
  file: CorpusFile,
  documents: readonly AnnotatedDocument[],
  decisions: readonly Decision[],
): ReadonlyMap<AnnotatedDocument, readonly Decision[]> {
  const found = new Map<AnnotatedDocument, readonly Decision[]>();
  let next = 0;
  file.stretches.forEach((stretch, index) => {
    const layout = stretch.layout(index);
    if (!layout.document) return;
    const { text } = layout.document;
    const at = documents.findIndex((document, place) => place >= next && document.text === text);
    if (at < 0) return;
    next = at + 1;
    const place = { text, textOf: new TextOf(layout, stretch.start) };
    const own = decisions.flatMap((decision) => inDocument(decision, place) ?? []);
    if (own.length > 0) found.set(documents[at]!, own);
  });
  return found;
}

function inDocument(decision: Decision, place: Place): Decision | undefined {
  if (decision.kind === 'mention') return mentionIn(decision, place);
  if (decision.kind === 'relation') return relationIn(decision, place);
  const anchor = decision.place && anchorIn(decision.place, place);
  return anchor && { ...decision, place: anchor };
}

function mentionIn(decision: MentionDecision, { text, textOf }: Place): MentionDecision | undefined {
  if (decision.place.lost) return undefined;
  const spansOf = (said: DecidedMention | undefined) =>
    said && textOf.spans(said.spans.map((span) => shift(span, decision.place.start)));
  const [was, is] = [spansOf(decision.was), spansOf(decision.is)];
  const all = [...(was ?? []), ...(is ?? [])];
  const isWhole =
    (was !== undefined) === (decision.was !== undefined) &&
    (is !== undefined) === (decision.is !== undefined);
  if (!isWhole || all.length === 0) return undefined;
  const hull = {
    start: Math.min(...all.map(({ start }) => start)),
    end: Math.max(...all.map(({ end }) => end)),
  };
  const moved = (said: DecidedMention, spans: readonly [Span, ...Span[]]): DecidedMention => ({
    ...said,
    spans: spans.map((span) => shift(span, -hull.start)) as [Span, ...Span[]],
  });
  return {
    ...decision,
    place: anchorOf(text, hull),
    ...(was && { was: moved(decision.was!, was) }),
    ...(is && { is: moved(decision.is!, is) }),
  };
}

/** A relation is of the documents that its evidence is in. */
function relationIn(decision: RelationDecision, place: Place): RelationDecision | undefined {
  const evidence = decision.evidence.flatMap(({ subject, object }) => {
    const [from, to] = [anchorIn(subject, place), anchorIn(object, place)];
    return from && to ? [{ subject: from, object: to }] : [];
  });
  return evidence.length > 0 ? { ...decision, evidence } : undefined;
}

function anchorIn(anchor: Anchor, { text, textOf }: Place): Anchor | undefined {
  const [span] = (!anchor.lost && textOf.spans([spanOf(anchor)])) || [];
  return span && anchorOf(text, span);
}
