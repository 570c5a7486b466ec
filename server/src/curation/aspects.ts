import type { Decision } from './decision';

/** What two decisions on one thing may differ in. */
export type Aspect = 'verdict' | 'boundaries' | 'type' | 'concepts' | 'evidence' | 'note';

/** What a decision says, aspect by aspect, to be compared: not who said so when, nor where in the text it stands by now. */
export function aspectsOf(decision: Decision): Readonly<Partial<Record<Aspect, string>>> {
  const { note = '' } = decision;
  if (decision.kind === 'note') return { note };
  if (decision.kind === 'relation') {
    const words = decision.evidence.map(({ subject, object }) => [subject.text, object.text]);
    return { verdict: String(decision.holds), evidence: JSON.stringify(words), note };
  }
  const { place, is, was } = decision;
  const verdict = String(is !== undefined);
  if (is === undefined) return { verdict, note };
  return {
    verdict,
    boundaries: JSON.stringify([place.text, was?.spans, is.spans]),
    type: is.type,
    concepts: JSON.stringify(is.concepts && [...is.concepts].sort()),
    note,
  };
}

/** In which aspects two decisions differ. Where they do not agree that there is anything, no more is compared. */
export function differences(a: Decision, b: Decision): readonly Aspect[] {
  const [one, other] = [aspectsOf(a), aspectsOf(b)];
  if (one.verdict !== other.verdict) return ['verdict'];
  const names = new Set([...Object.keys(one), ...Object.keys(other)] as Aspect[]);
  return [...names].filter((name) => one[name] !== other[name]);
}
