export { wordsFileName } from '../annotation/userWord';

/** LSP language id of words files. A file of the right name is one, whatever its language. */
export const wordsLanguageId = 'biogloss-words';
