import type { ReportError } from '../../../server/src/protocol/evaluationReport';

type Side = 'gold' | 'predicted';

/** A stretch of one kind: what is said of it by whom. */
interface Piece {
  readonly text: string;
  readonly sides: readonly Side[];
}

/** The sentences of an error in pieces: where a mark of either side begins or ends, a new one begins. Sentences that do not follow are joined by `…`. */
export function piecesOf(
  text: string,
  {
    context,
    gold,
    predicted,
    start,
    end,
  }: Pick<ReportError, 'context' | 'gold' | 'predicted' | 'start' | 'end'>,
): Piece[] {
  const marks = [
    ...gold.flatMap(({ spans }) => spans.map((span) => ({ ...span, side: 'gold' as const }))),
    ...predicted.flatMap(({ spans }) => spans.map((span) => ({ ...span, side: 'predicted' as const }))),
  ];
  const sentences = context.length > 0 ? context : [{ start, end }];
  return sentences.flatMap((sentence, at): Piece[] => {
    const edges = [sentence.start, sentence.end, ...marks.flatMap(({ start, end }) => [start, end])]
      .filter((edge) => edge >= sentence.start && edge <= sentence.end)
      .sort((a, b) => a - b);
    const pieces = edges.slice(1).flatMap((to, place): Piece[] => {
      const from = edges[place];
      if (from === to) return [];
      const sides = (['gold', 'predicted'] as const).filter((side) =>
        marks.some((mark) => mark.side === side && mark.start <= from && to <= mark.end),
      );
      return [{ text: text.slice(from, to), sides }];
    });
    if (at === 0) return pieces;
    const gap = text.slice(sentences[at - 1].end, sentence.start);
    return [{ text: gap.trim() === '' ? ' ' : ' … ', sides: [] }, ...pieces];
  });
}
