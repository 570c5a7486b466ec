import type { ConceptId } from './model';

/** MeSH's own ids: descriptors (D) and supplementary concepts (C), which BC5CDR and others write without a prefix. */
const bareMesh = /^[CD]\d{6,}$/;

/**
 * The id with its terminology's prefix in upper case: `D009288` and `mesh:D009288` both give `MESH:D009288`. Documents
 * keep ids as their file writes them; qualify them where ids of different sources are compared or shown.
 */
export function qualifiedConceptId(id: ConceptId): ConceptId {
  // Almost all are: the patterns are for what is left.
  if (id.startsWith('MESH:')) return id;
  if (bareMesh.test(id)) return `MESH:${id}`;
  const prefix = /^(mesh|omim):/i.exec(id)?.[0];
  return prefix === undefined ? id : prefix.toUpperCase() + id.slice(prefix.length);
}
