import { type AnnotatedDocument, type EntityMention, extent } from '../../annotation/model';
import type { Span } from '../../text/span';
import { passageWords, segmentWords } from '../../text/words';

/** Short names and those without a small letter are told from other words by their case: `AIDS`, `Was`. */
const longestCased = 4;

/** Names with fewer letters and digits mean too many things. */
const leastLetters = 3;

/** Words of names as a tree, in lower case: names end where a node has some. */
interface Node {
  readonly next: Map<string, Node>;
  /** By wording, for names whose case counts; under '' for one whose case does not. */
  readonly names: Map<string, number>;
}

/** The names that a corpus marks, to be found where they are not marked. Names are equal whose words are, and short ones whose case is, too. */
export class MarkedNames {
  readonly #root: Node = { next: new Map(), names: new Map() };
  #count = 0;

  /** The number of a mention's name, from 0; a new one where it has none yet. Undefined for names that say too little. */
  numberOf({ text }: AnnotatedDocument, mention: EntityMention): number | undefined {
    if (mention.spans.length > 1) return undefined;
    const words = segmentWords(text, extent(mention)).map(({ start, end }) => text.slice(start, end));
    const name = words.join(' ');
    if ((name.match(/[\p{L}\p{Nd}]/gu)?.length ?? 0) < leastLetters) return undefined;
    let node = this.#root;
    for (const word of words) {
      const lower = word.toLowerCase();
      const next = node.next.get(lower) ?? { next: new Map(), names: new Map() };
      node.next.set(lower, next);
      node = next;
    }
    const key = isCased(name) ? name : '';
    const number = node.names.get(key) ?? this.#count++;
    node.names.set(key, number);
    return number;
  }

  /** Where a document's prose holds names outside its mentions, the longest at each place. */
  *unmarkedIn({ text, passages, mentions }: AnnotatedDocument): Generator<{ readonly name: number } & Span> {
    const marked = mentions.map(extent).sort((a, b) => a.start - b.start);
    let next = 0;
    for (const passage of passages) {
      const spans = passageWords(text, passage);
      for (let first = 0; first < spans.length; first++) {
        const hit = this.#longest(text, spans, first);
        if (!hit) continue;
        while (next < marked.length && marked[next].end <= hit.start) next++;
        if (next === marked.length || marked[next].start >= hit.end) yield hit;
        while (first + 1 < spans.length && spans[first + 1].start < hit.end) first++;
      }
    }
  }

  #longest(text: string, spans: readonly Span[], first: number): ({ name: number } & Span) | undefined {
    let node: Node | undefined = this.#root;
    let best: ({ name: number } & Span) | undefined;
    const words: string[] = [];
    for (let at = first; at < spans.length; at++) {
      const { start, end } = spans[at];
      const word = text.slice(start, end);
      node = node.next.get(word.toLowerCase());
      if (!node) break;
      words.push(word);
      if (node.names.size === 0) continue;
      const name = node.names.get(words.join(' ')) ?? node.names.get('');
      if (name !== undefined) best = { name, start: spans[first].start, end };
    }
    return best;
  }
}

const isCased = (name: string): boolean => name.length <= longestCased || !/\p{Ll}/u.test(name);
