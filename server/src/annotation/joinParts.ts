import type { Annotations, Relation } from './model';

/**
 * The annotations of a document that was read in parts. A relation that several parts tell of is one relation of the document: with the
 * best of their scores, and all their evidence, that of the surest part first.
 * @param parts in order of reading; all spans index the whole document
 */
export function joinParts(parts: readonly Annotations[]): Annotations {
  const told = new Map<string, Relation[]>();
  for (const relation of parts.flatMap(({ relations }) => relations)) {
    const key = JSON.stringify([relation.type, relation.subject, relation.object]);
    const same = told.get(key);
    if (same) same.push(relation);
    else told.set(key, [relation]);
  }
  return { mentions: parts.flatMap(({ mentions }) => mentions), relations: [...told.values()].map(joined) };
}

function joined(relations: readonly Relation[]): Relation {
  if (relations.length === 1) return relations[0];
  const surest = [...relations].sort((a, b) => (b.score ?? 1) - (a.score ?? 1));
  return { ...surest[0], evidence: surest.flatMap(({ evidence }) => evidence) };
}
