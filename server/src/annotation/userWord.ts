import type { ConceptId } from './model';

/** `add`: the name is one more name of the concept. `define`: it names a concept of one's own. `pin`: it means this concept. `ban`: it means none. */
export type WordAction = 'add' | 'define' | 'pin' | 'ban';

/** What a person says of a name, wherever a text holds it. */
export interface UserWord {
  readonly action: WordAction;
  readonly name: string;
  /** Absent: whatever type the mention has. */
  readonly type?: string;
  /** Several for a name that means several concepts at once; empty for one that no terminology has; absent where nothing is said of them. */
  readonly concepts?: readonly ConceptId[];
}

/** The file that people write their words in. It lies in the root of a workspace folder, so that it goes with the texts that it speaks of. */
export const wordsFileName = 'biogloss-words.tsv';

export const wordColumns = ['action', 'name', 'type', 'concept', 'note'] as const;
export type WordColumn = (typeof wordColumns)[number];

/** What a new words file begins with. */
export const newWordsFile = `# Names of this project, for BioGloss: a row a line, in any order, with tabs between the columns.
${wordColumns.join('\t')}
`;
