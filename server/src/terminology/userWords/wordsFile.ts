import type { WordAction } from '../../annotation/userWord';

/** What each action does, as completion tells it. */
export const actions: Readonly<Record<WordAction, string>> = {
  add: 'marks the name, as one more name of the concept',
  define: 'makes a concept of your own: its preferred name, type and id',
  pin: 'decides what the name means where it is marked; "none" is for a name that no terminology has',
  ban: 'never marks the name',
};

export const isAction = (word: string): word is WordAction => Object.hasOwn(actions, word);

/** Stands in the place of a concept id where a name is in no terminology. */
export const noConcept = 'none';

/** Stands in the place of a type where a pin or a ban is for all of them, as an empty cell does. */
export const anyType = '*';

/** Between the ids of a name that means several concepts at once. */
export const conceptSeparator = '|';

/** Characters that a file may have at most; reading so many takes less than a second. */
export const longestFile = 1024 * 1024;
