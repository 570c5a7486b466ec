import type { HostTensor } from '../../runtime/session';
import { nameLevels } from '../../terminology/candidates/levels';
import { nameRoles } from './questions';

const levels = nameLevels.map(({ id }) => id);
const otherRoles = nameRoles.filter((role) => role !== 'read');

/**
 * What is told of each choice: where its names were found and how alike they are, how annotators used it, what kind of concept it is, what the
 * document says. `read` is the name as it is to be read; see `nameRoles` for the others. A feature that nothing is known of is 0.
 */
export const featureNames = [
  // For the name as it is read: 1 where the terminology has it at this level of likeness; the share of the annotations with it that mean this.
  ...levels.map((level) => `terminology ${level}` as const),
  ...levels.map((level) => `annotated ${level}` as const),
  ...levels.map((level) => `annotated elsewhere ${level}` as const),
  // The same for its other names, as the strength of the strictest level.
  ...otherRoles.map((role) => `terminology, ${role}` as const),
  ...otherRoles.map((role) => `annotated, ${role}` as const),
  ...otherRoles.map((role) => `annotated elsewhere, ${role}` as const),
  'annotations of the name',
  'annotations elsewhere of the name',
  'annotated similar',
  'preferred name',
  'synonym',
  'loose name',
  // Cosines of n-grams and of the name encoder: with the concept's nearest name, and how far below the best choice.
  'n-grams',
  'n-grams, other names',
  'n-grams below best',
  'encoder',
  'encoder, other names',
  'encoder below best',
  // Words that the name shares with the concept's nearest name, weighted by how rare they are.
  'words found',
  'words said',
  'last word',
  'numbers differ',
  'several concepts',
  'weakest part',
  'words left out',
  'word exchanged',
  'could be short for',
  'annotations of the concept',
  'annotations elsewhere of the concept',
  'supplementary',
  'late supplementary',
  'late descriptor',
  'late descriptor beside an older',
  'other terminology',
  // Of a concept that MeSH and OMIM have (see `equivalentsOf`): one by how many numbers OMIM has for it; whether this is the lowest of them, which
  // names the disease where higher ones name its other forms; whether MeSH had it late; how often annotators wrote another of its ids.
  'another id',
  'another id, first',
  'another id, late supplementary',
  'annotations of the other id',
  'depth',
  'names of the concept',
  'first by likeness',
  'in the document',
  'near the document',
  // Of the question; the same for all its choices.
  'characters',
  'words',
  'symbol',
  'has a long form',
  'strictest match',
  'equal matches',
  'nothing fits',
] as const;

export type FeatureName = (typeof featureNames)[number];

/** What terminologies say of the names of a choice, whichever of its ids is meant. */
export const featuresOfNames: readonly FeatureName[] = [
  ...levels.map((level) => `terminology ${level}` as const),
  ...otherRoles.map((role) => `terminology, ${role}` as const),
  'preferred name',
  'synonym',
  'loose name',
  'words left out',
  'word exchanged',
];

const placeOf: ReadonlyMap<string, number> = new Map(featureNames.map((name, i) => [name, i]));

/** The features of one choice, in the order of `featureNames`. */
export class Features {
  readonly values = new Float32Array(featureNames.length);

  get(name: FeatureName): number {
    return this.values[placeOf.get(name)!];
  }

  set(name: FeatureName, value: number): void {
    this.values[placeOf.get(name)!] = value;
  }

  /** Sets the feature where it is less. */
  raise(name: FeatureName, value: number): void {
    const place = placeOf.get(name)!;
    if (value > this.values[place]) this.values[place] = value;
  }
}

/** Rows of features as the input of the ranker's graph, [rows, features]. */
export function featureTensor(rows: readonly Float32Array[]): HostTensor {
  const width = featureNames.length;
  const data = new Float32Array(rows.length * width);
  for (const [i, row] of rows.entries()) data.set(row, i * width);
  return { dataType: 'float32', dims: [rows.length, width], data };
}
