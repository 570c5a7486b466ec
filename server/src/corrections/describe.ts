import { counted } from '../platform/counted';
import type { Corrections, Verdicts } from './gather';

/** What is learned from and what is not, a sentence each. */
export function describeCorrections(corrections: Corrections): string[] {
  const { learned, heldOut, types, verdicts, whole, leftOut, openRelations } = corrections;
  const total = learned.length + heldOut.length;
  return [
    `${decisions(verdicts.all)} on ${types.join(', ')} in ${documents(total)}: ${kinds(verdicts.all)}.`,
    `${documents(learned.length)} with ${decisions(verdicts.learned)} to learn from, ${heldOut.length} to measure on.`,
    ...(whole < total
      ? [
          `Of ${documents(total - whole)} only the sentences count in which something was decided and nothing is undecided.`,
        ]
      : []),
    ...(leftOut.length > 0
      ? [`Left out, as nothing in them is judged: ${leftOut.slice(0, most).join(', ')}${more(leftOut)}.`]
      : []),
    ...(openRelations > 0
      ? [`No relations are learned: in ${documents(openRelations)} some are undecided.`]
      : []),
  ];
}

/** More names are not read by anybody. */
const most = 10;

const more = ({ length }: readonly string[]) => (length > most ? ` and ${length - most} more` : '');
const documents = (count: number) => counted(count, 'document');
const kinds = ({ accepted, corrected, rejected, added }: Verdicts) =>
  `${accepted} accepted, ${corrected} corrected, ${rejected} rejected, ${added} added`;
const decisions = ({ accepted, corrected, rejected, added }: Verdicts) =>
  counted(accepted + corrected + rejected + added, 'decision');
