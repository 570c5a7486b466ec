/**
 * What a model is told of a document's annotations instead of predicting it: nothing; the spans of mentions with their types; or their concept ids as
 * well.
 */
export const givens = ['none', 'spans', 'entities'] as const;

export type Given = (typeof givens)[number];
