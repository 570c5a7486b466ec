/** Relation types as a person says them, read from the subject and from the object. */
const verbs: Readonly<Record<string, readonly [fromSubject: string, fromObject: string]>> = {
  CID: ['induces', 'is induced by'],
  Positive_Correlation: ['increases or causes', 'is increased or caused by'],
  Negative_Correlation: ['decreases or treats', 'is decreased or treated by'],
  Association: ['is associated with', 'is associated with'],
};

/** @returns a verb that is followed by the name of the other end; for a type without one, its own name and an arrow */
export function relationVerb(type: string, from: 'subject' | 'object'): string {
  const known = verbs[type];
  if (known) return known[from === 'subject' ? 0 : 1];
  return from === 'subject' ? `${type} →` : `${type} ←`;
}
