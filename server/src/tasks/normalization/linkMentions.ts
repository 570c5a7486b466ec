import { type ConceptLink, type EntityMention, extent, wording } from '../../annotation/model';
import { findShortForms } from '../ner/shortForms';
import type { Reading } from '../reading';
import type { Linker } from './linker';

/**
 * Gives every mention its concept by its name. A short form that the text defines stands for its long form, also where it names something
 * else elsewhere: it takes the long form's concept.
 */
export function linkMentions(
  { text, sentences }: Reading,
  mentions: readonly EntityMention[],
  linker: Linker,
): EntityMention[] {
  const longForms = new Map<string, ConceptLink>();
  const conceptAt = new Map<number, { type: string; concept: ConceptLink }>();
  for (const mention of mentions) {
    const { type } = mention;
    conceptAt.set(extent(mention).end, { type, concept: linker.link(wording(text, mention), type) });
  }
  for (const { short, long } of findShortForms(text, sentences)) {
    const meant = conceptAt.get(long.end);
    if (meant) longForms.set(key(text.slice(short.start, short.end), meant.type), meant.concept);
  }
  return mentions.map((mention) => {
    const name = wording(text, mention);
    const concept = longForms.get(key(name, mention.type)) ?? linker.link(name, mention.type);
    return { ...mention, concepts: [concept] };
  });
}

const key = (name: string, type: string): string => `${type}\t${name}`;
