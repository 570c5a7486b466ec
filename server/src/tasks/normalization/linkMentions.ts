import { type EntityMention, extent, wording } from '../../annotation/model';
import { findShortForms } from '../ner/shortForms';
import type { Reading } from '../reading';
import type { Linker } from './linker';

/**
 * Gives every mention its concepts by its name. A short form that the text defines stands for its long form, also where it names something
 * else elsewhere: it takes the long form's concepts. A name that nothing knows takes those of the name that it stands in brackets with.
 * @param haste do not wait for the linker's tables: names that need them stay unlinked for now
 */
export async function linkMentions(
  reading: Reading,
  mentions: readonly EntityMention[],
  linker: Linker,
  { haste = false } = {},
): Promise<EntityMention[]> {
  const { text } = reading;
  const shortForms = shortFormsOf(reading, mentions);
  const partners = partnersOf(text, mentions);
  const questions = mentions.map((mention) => {
    const { type } = mention;
    const name = wording(text, mention);
    const long = shortForms.get(name, type);
    const written = long ?? expanded(name, (word) => shortForms.get(word, type));
    const meant = [long, shortForms.elsewhere(name), written, name, partners.get(key(name, type))];
    return { mention, type, written, names: [...new Set(meant.filter((each) => each !== undefined))] };
  });
  // What annotators and terminologies write in the same way is found at once; what merely resembles it needs tables.
  if (!linker.isPrepared && !questions.every(({ names, type }) => linker.isPlain(names[0], type))) {
    if (haste)
      return questions.map(({ mention, type, names }) => ({
        ...mention,
        concepts: linker.linkPlain(names[0], type),
      }));
    await linker.prepare();
  }
  return questions.map(({ mention, type, written, names }) => {
    const name = names.find((each) => linker.find(each, type) !== undefined);
    return { ...mention, concepts: linker.link(name ?? written, type) };
  });
}

/** The short forms that a text defines. Their plurals stand for the same. */
function shortFormsOf({ text, sentences }: Reading, mentions: readonly EntityMention[]) {
  const mentionAt = new Map(mentions.map((mention) => [extent(mention).end, mention]));
  const ofMentions = new Map<string, string>();
  const ofOthers = new Map<string, string>();
  for (const { short, long } of findShortForms(text, sentences)) {
    const form = text.slice(short.start, short.end);
    const meant = mentionAt.get(long.end);
    if (meant) ofMentions.set(key(form, meant.type), wording(text, meant));
    else ofOthers.set(form, text.slice(long.start, long.end));
  }
  return {
    /** The mention that ends where the long form does, which may begin before it. */
    get: (form: string, type: string) =>
      ofMentions.get(key(form, type)) ?? ofMentions.get(key(singular(form), type)),
    /** A long form that is no mention, and may be something quite different. */
    elsewhere: (form: string) => ofOthers.get(form) ?? ofOthers.get(singular(form)),
  };
}

/** For each name that stands in brackets behind another mention of its type, or the other way round, that other: "phlorizin (P)". */
function partnersOf(text: string, mentions: readonly EntityMention[]): ReadonlyMap<string, string> {
  const partners = new Map<string, string>();
  for (const [i, mention] of mentions.entries()) {
    const next = mentions[i + 1];
    if (next?.type !== mention.type) continue;
    const { start, end } = extent(next);
    const isBracketed =
      /^\s*[([]\s*$/.test(text.slice(extent(mention).end, start)) && /[)\],;]/.test(text[end] ?? '');
    if (!isBracketed) continue;
    const [name, other] = [wording(text, mention), wording(text, next)];
    partners.set(key(other, mention.type), name);
    partners.set(key(name, mention.type), other);
  }
  return partners;
}

/** A name with the short forms that are words of it written out: "chronic GVHD". */
const expanded = (name: string, longForm: (word: string) => string | undefined): string =>
  name
    .split(/(\s+|[-/])/)
    .map((word) => longForm(word) ?? word)
    .join('');

/** `DVTs` → `DVT` */
const singular = (shortForm: string): string => shortForm.replace(/(?<=[A-Z\d])s$/, '');

const key = (name: string, type: string): string => `${type}\t${name}`;
