interface Verb {
  readonly subject: string;
  readonly object: string;
  /** The same denied. */
  readonly not: { readonly subject: string; readonly object: string };
}

/** Relation types as a person says them, read from the subject and from the object. */
const verbs: ReadonlyMap<string, Verb> = new Map([
  [
    'CID',
    {
      subject: 'induces',
      object: 'is induced by',
      not: { subject: 'does not induce', object: 'is not induced by' },
    },
  ],
  [
    'Positive_Correlation',
    {
      subject: 'increases or causes',
      object: 'is increased or caused by',
      not: { subject: 'neither increases nor causes', object: 'is neither increased nor caused by' },
    },
  ],
  [
    'Negative_Correlation',
    {
      subject: 'decreases or treats',
      object: 'is decreased or treated by',
      not: { subject: 'neither decreases nor treats', object: 'is neither decreased nor treated by' },
    },
  ],
  [
    'Association',
    {
      subject: 'is associated with',
      object: 'is associated with',
      not: { subject: 'is not associated with', object: 'is not associated with' },
    },
  ],
]);

/** @returns a verb that is followed by the name of the other end; for a type without one, its own name and an arrow */
export function relationVerb(type: string, from: 'subject' | 'object', negated = false): string {
  const verb = verbs.get(type);
  if (verb) return (negated ? verb.not : verb)[from];
  return `${relationName(type, negated)} ${from === 'subject' ? '→' : '←'}`;
}

/** What a relation is called where something else shows which way it goes. */
export function relationName(type: string, negated = false): string {
  const verb = verbs.get(type);
  if (verb) return negated ? verb.not.subject : verb.subject;
  return negated ? `not ${type}` : type;
}
