/** The kinds of entity that have a colour of their own; other types share the last one. */
export const entityKinds = ['chemical', 'disease', 'gene', 'entity'] as const;

export type EntityKind = (typeof entityKinds)[number];

/** Corpora and models call the same kind of thing by different types: `Chemical`, `SIMPLE_CHEMICAL`, `drug`, `DiseaseOrPhenotypicFeature`. */
const kinds: readonly (readonly [EntityKind, RegExp])[] = [
  ['chemical', /chemical|drug|compound/i],
  ['disease', /disease|disorder|phenotyp|symptom/i],
  ['gene', /gene|protein/i],
];

/** @returns `entity` for types of no kind that is told apart */
export const kindOfType = (type: string): EntityKind =>
  kinds.find(([, names]) => names.test(type))?.[0] ?? 'entity';
