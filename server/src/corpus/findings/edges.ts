import { extent, wording } from '../../annotation/model';
import { counted } from '../../platform/counted';
import type { Span } from '../../text/span';
import type { FindingPlace } from '../model';
import { type Check, found } from './check';

/** Mentions whose edges are not between two words. */
export const edges: Check = function* ({ documents }) {
  const places: FindingPlace[] = [];
  for (const { document, source } of documents) {
    for (const mention of document.mentions) {
      const wrong = wrongEdge(document.text, extent(mention));
      if (wrong === undefined) continue;
      places.push({
        ...source.ofAnnotation(document, mention),
        message: `${mention.type} that ${wrong}`,
        text: wording(document.text, mention),
      });
    }
    yield;
  }
  return found(
    {
      kind: 'edge',
      severity: 'note',
      title: 'Mentions that begin or end inside a word, or with a blank',
      message: `${counted(places.length, 'mention')} ${places.length === 1 ? 'is' : 'are'} not cut between words. Whole words are learned and found, so ${places.length === 1 ? 'it counts' : 'these count'} as wrong boundaries when a model is scored.`,
    },
    places,
  );
};

function wrongEdge(text: string, { start, end }: Span): string | undefined {
  if (/^\s|\s$/.test(text.slice(start, end))) return 'begins or ends with a blank';
  if (isInside(text, start)) return 'begins inside a word';
  return isInside(text, end) ? 'ends inside a word' : undefined;
}

/** As words are cut: runs of letters and runs of digits. */
const isInside = (text: string, at: number): boolean =>
  at > 0 &&
  (/^[\p{L}\p{M}]{2}$/u.test(text.slice(at - 1, at + 1)) || /^\p{Nd}{2}$/u.test(text.slice(at - 1, at + 1)));
