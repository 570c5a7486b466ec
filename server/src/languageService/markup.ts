/** How a hover writes: the words of a document are data, whatever characters they contain. */
export interface Markup {
  text(words: string): string;
  strong(words: string): string;
  link(words: string, target: string): string;
  /** @param content already in this markup */
  quote(content: string): string;
  /** Between what a thing is and what is said of it. */
  readonly rule: string;
}

const oneLine = (words: string): string => words.replace(/\s+/g, ' ');

/** Every character that CommonMark or HTML could take for markup is escaped, so that a text cannot forge a link. */
const escaped = (words: string): string =>
  oneLine(words).replace(/[\\`*_{}[\]()<>#+\-.!|~&$:@]/g, (c) => escapeOf(c));

const escapeOf = (character: string): string => {
  if (character === '&') return '&amp;';
  if (character === '<') return '&lt;';
  // Bare web addresses become links without any brackets; an entity in their middle prevents that.
  if (character === ':') return '&#58;';
  if (character === '@') return '&#64;';
  return `\\${character}`;
};

export const markdown: Markup = {
  text: escaped,
  strong: (words) => `**${escaped(words.trim())}**`,
  link: (words, target) => `[${escaped(words)}](${target})`,
  quote: (content) => `> ${content}`,
  rule: '---',
};

export const plainText: Markup = {
  text: oneLine,
  strong: (words) => `«${oneLine(words.trim())}»`,
  link: (words) => oneLine(words),
  quote: (content) => `  “${content}”`,
  rule: '',
};
