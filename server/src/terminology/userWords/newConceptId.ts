import type { ConceptId } from '../../annotation/model';

/** An id that a concept of one's own may have: `own:compound-A`. */
export const newConceptId = (name: string): ConceptId =>
  `own:${name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')}`;
