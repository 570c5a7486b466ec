/**
 * Words by which authors say how a chemical and a disease stand to each other, in groups of one meaning. Chosen by reading
 * BC5CDR's training documents; a group is a feature, so a rare word shares what is learned about its neighbours.
 */
export const cueGroups = {
  induced: 'induced induce induces inducing induction',
  caused:
    'cause caused causes causing causative produced produce produces producing elicited provoked evoked precipitated triggered',
  associated: 'associated association related linked attributed attributable secondary due',
  resulted: 'resulted resulting result results led lead leading leads consequence responsible',
  developed:
    'developed develop develops developing development occurred occur occurs occurring occurrence experienced presented appeared onset',
  adverse:
    'adverse toxicity toxic toxicities side complication complications reaction reactions overdose intoxication poisoning abuse',
  raised:
    'risk incidence increased increase increases increasing exacerbated exacerbation worsened worsening aggravated potentiated enhanced',
  after: 'after following during while since upon when receiving received given taking',
  treated:
    'treatment treated treat treating therapy therapeutic management prophylaxis efficacy effective anesthesia',
  lowered:
    'reduced reduce reduces reduction decreased decrease attenuated inhibited inhibit reversed ameliorated improved antagonized suppressed blocked abolished',
  protected:
    'prevent prevented prevents prevention preventing protect protected protects protective protection against',
  patients: 'patient patients man woman men women boy girl child children subjects year old',
  animals: 'rat rats mouse mice rabbits dogs animals model experimental',
  case: 'case report reported describe described cases',
  negated: 'no not without neither nor absence',
  dose: 'dose doses dosage mg kg administration administered injection infusion intravenous oral',
  history: 'history underlying preexisting chronic refractory advanced',
  for: 'for',
  of: 'of',
  with: 'with',
  by: 'by from',
  in: 'in on',
  and: 'and or plus',
  to: 'to',
  comma: ', ; ( )',
  hyphen: '-',
} as const;

export type CueGroup = keyof typeof cueGroups;

export const cueNames = Object.keys(cueGroups) as CueGroup[];

const bitOf = new Map(
  cueNames.flatMap((name, bit) => cueGroups[name].split(' ').map((word) => [word, 1 << bit] as const)),
);

/** The cue group of a lower-cased word as one bit of an integer, in the order of `cueNames`; 0 where it is in none. */
export const cueBit = (word: string): number => bitOf.get(word) ?? 0;

export const hasCue = (cues: number, group: number): boolean => ((cues >>> group) & 1) === 1;

/** The bits of several groups at once. */
export const cueBits = (...groups: CueGroup[]): number =>
  groups.reduce((bits, name) => bits | (1 << cueNames.indexOf(name)), 0);
