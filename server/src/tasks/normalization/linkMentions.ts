import { type ConceptLink, type EntityMention, extent, wording } from '../../annotation/model';
import { findShortForms } from '../ner/shortForms';
import type { Reading } from '../reading';
import type { Linker } from './linker';

type Links = readonly ConceptLink[];

/**
 * Gives every mention its concepts by its name. A short form that the text defines stands for its long form, also where it names something
 * else elsewhere: it takes the long form's concept.
 */
export function linkMentions(
  reading: Reading,
  mentions: readonly EntityMention[],
  linker: Linker,
): EntityMention[] {
  const { text } = reading;
  const longForms = longFormsOf(reading, mentions);
  const partners = partnersOf(text, mentions);
  const known = new Map<string, Links>();
  const meaning = (name: string, type: string): Links => {
    const question = key(name, type);
    const links = known.get(question) ?? mean(name, type);
    known.set(question, links);
    return links;
  };
  const mean = (name: string, type: string): Links => {
    const long = longForms.get(key(name, type)) ?? longForms.get(key(singular(name), type));
    const partner = partners.get(key(name, type));
    return (
      (long === undefined ? undefined : linker.find(long, type)) ??
      linker.find(name, type) ??
      linker.find(expanded(name, type, longForms), type) ??
      (partner === undefined ? undefined : linker.find(partner, type)) ??
      linker.link(long ?? name, type)
    );
  };
  return mentions.map((mention) => ({ ...mention, concepts: meaning(wording(text, mention), mention.type) }));
}

/** The wordings that short forms stand for, where they are mentions of a type. */
function longFormsOf(
  { text, sentences }: Reading,
  mentions: readonly EntityMention[],
): ReadonlyMap<string, string> {
  const mentionAt = new Map(mentions.map((mention) => [extent(mention).end, mention]));
  const longForms = new Map<string, string>();
  for (const { short, long } of findShortForms(text, sentences)) {
    const meant = mentionAt.get(long.end);
    if (meant) longForms.set(key(text.slice(short.start, short.end), meant.type), wording(text, meant));
  }
  return longForms;
}

/** For each name that stands in brackets behind another mention of its type, or the other way round, that other: "phlorizin (P)". */
function partnersOf(text: string, mentions: readonly EntityMention[]): ReadonlyMap<string, string> {
  const partners = new Map<string, string>();
  for (const [i, mention] of mentions.entries()) {
    const next = mentions[i + 1];
    if (next?.type !== mention.type) continue;
    const { start, end } = extent(next);
    if (!/^\s*[([]\s*$/.test(text.slice(extent(mention).end, start)) || !/[)\],;]/.test(text[end] ?? ''))
      continue;
    const names = [wording(text, mention), wording(text, next)];
    partners.set(key(names[1], mention.type), names[0]);
    partners.set(key(names[0], mention.type), names[1]);
  }
  return partners;
}

/** A name with the short forms that are words of it written out: "chronic GVHD". */
const expanded = (name: string, type: string, longForms: ReadonlyMap<string, string>): string =>
  name
    .split(/(\s+|[-/])/)
    .map((word) => longForms.get(key(word, type)) ?? longForms.get(key(singular(word), type)) ?? word)
    .join('');

/** `DVTs` → `DVT` */
const singular = (shortForm: string): string => shortForm.replace(/(?<=[A-Z\d])s$/, '');

const key = (name: string, type: string): string => `${type}\t${name}`;
