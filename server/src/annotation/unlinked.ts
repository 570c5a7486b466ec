import type { ConceptId } from './model';

const prefix = 'text:';

/** The id of a name that no terminology knows: made of its wording, so that equal names in a document are still one concept. */
export const unlinked = (name: string): ConceptId => `${prefix}${name}`;

/** True for an id that only repeats a mention's wording. */
export const isUnlinked = (id: ConceptId): boolean => id.startsWith(prefix);
