import { type EntityMention, extent, wording } from '../../annotation/model';
import { detached } from '../../text/detached';
import type { Reading } from '../reading';
import { abbreviates, isSymbol } from './abbreviates';

/**
 * How a name came to stand for a mention: as it is to be read (its long form, or with short forms written out); as the text has it, where
 * that differs; as the long form of the same letters where that is no mention; as the name that it stands in brackets with; as another
 * name of the document that it could be short for.
 */
export const nameRoles = ['read', 'written', 'elsewhere', 'partner', 'spelled'] as const;
export type NameRole = (typeof nameRoles)[number];

/** What a linker is asked: one mention by its names. */
export interface Question {
  /** Of the concepts that are meant. */
  readonly type: string;
  /** The mention's own, where it is another one: a `CompositeMention` means concepts of the type `Disease`. */
  readonly mentionType?: string;
  /** Distinct names; the first one has the role `read`. */
  readonly names: readonly { readonly role: NameRole; readonly name: string }[];
}

/** A question about a mention whose type the terminologies call otherwise. */
export const askedFor = (conceptType: string, question: Question): Question =>
  conceptType === question.type ? question : { ...question, type: conceptType, mentionType: question.type };

/**
 * The names of each mention. A short form that the text defines stands for its long form, also within a longer name and also where it names
 * something else elsewhere.
 */
export function questionsOf(reading: Reading, mentions: readonly EntityMention[]): Question[] {
  const { text } = reading;
  const shortForms = definedBy(reading, mentions);
  const partners = partnersOf(text, mentions);
  const spelled = spelledOut(text, mentions);
  return mentions.map((mention) => {
    const { type } = mention;
    const written = wording(text, mention);
    const candidates: [NameRole, string | undefined][] = [
      ['read', shortForms.get(written, type) ?? expanded(written, (word) => shortForms.get(word, type))],
      ['written', written],
      ['elsewhere', shortForms.elsewhere(written)],
      ['partner', partners.get(key(written, type))],
    ];
    if (isSymbol(written) && candidates.every(([, name]) => name === undefined || name === written))
      candidates.push(['spelled', spelled(written, type)]);
    const names: { role: NameRole; name: string }[] = [];
    for (const [role, name] of candidates)
      if (name !== undefined && !names.some((each) => each.name === name))
        // Answers are remembered by the name.
        names.push({ role, name: detached(name) });
    return { type, names };
  });
}

/** The short forms that a text defines. Their plurals stand for the same. */
function definedBy({ text, shortForms }: Reading, mentions: readonly EntityMention[]) {
  const mentionAt = new Map(mentions.map((mention) => [extent(mention).end, mention]));
  const ofMentions = new Map<string, string>();
  const ofOthers = new Map<string, string>();
  for (const { short, long } of shortForms) {
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

/** The name of the document that a symbol could best be short for. */
function spelledOut(text: string, mentions: readonly EntityMention[]) {
  const names = new Map(mentions.map((mention) => [key(wording(text, mention), mention.type), mention]));
  return (symbol: string, type: string): string | undefined => {
    let best: { name: string; fit: number } | undefined;
    for (const mention of names.values()) {
      if (mention.type !== type) continue;
      const name = wording(text, mention);
      const fit = abbreviates(symbol, name.toLowerCase());
      if (fit > (best?.fit ?? 0)) best = { name, fit };
    }
    return best?.name;
  };
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
