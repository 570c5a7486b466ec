/** The kinds of entity that have a colour of their own; a model's other types share the last one. */
export const entityKinds = ['chemical', 'disease', 'gene', 'entity'] as const;

export type EntityKind = (typeof entityKinds)[number];

/** Corpora name the same thing differently: BC5CDR says Disease, BioRED DiseaseOrPhenotypicFeature. */
const kindByPart: readonly (readonly [RegExp, EntityKind])[] = [
  [/chemical|drug|compound/i, 'chemical'],
  [/disease|disorder|phenotyp/i, 'disease'],
  [/gene|protein/i, 'gene'],
];

/** The colour that a mention of a model's type is drawn in. */
export const kindOfType = (type: string): EntityKind =>
  kindByPart.find(([pattern]) => pattern.test(type))?.[1] ?? 'entity';
