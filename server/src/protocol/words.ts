import type { ConceptId, ConceptLink } from '../annotation/model';

export { newWordsFile, wordsFileName } from '../annotation/userWord';

/** LSP language id of words files. A file of the right name is one, whatever its language. */
export const wordsLanguageId = 'biogloss-words';

/**
 * A command of the client, named in code actions where it says that it has it (`initializationOptions.choosesConcepts`): lets a person search for a
 * concept, and then has the server say so in the words file (`biogloss.setWord`).
 */
export const chooseConceptCommand = 'biogloss.chooseConcept';

export interface ChooseConceptArguments {
  /** Of the document that the name stands in. */
  readonly uri: string;
  readonly action: 'add' | 'pin';
  readonly name: string;
  /** Absent where the concept tells it. */
  readonly type?: string;
  /** What is offered before anything is typed. */
  readonly choices: readonly ConceptLink[];
}

/** Client → server request: concepts by a name, the beginning of one, or an id. */
export const conceptsRequest = 'biogloss/concepts';

export interface ConceptsParams {
  readonly query: string;
  /** Concepts of this type alone. */
  readonly type?: string;
  /** At most this many, the likeliest first; 50 where not given. */
  readonly limit?: number;
}

export interface ConceptsResult {
  readonly concepts: readonly ConceptView[];
}

export interface ConceptView {
  readonly id: ConceptId;
  /** Preferred name. */
  readonly name: string;
  readonly types: readonly string[];
  /** The name that fits the query, where it is another one. */
  readonly synonym?: string;
  /** The terminology that it is from; absent for a concept of the words file. */
  readonly terminology?: string;
}
