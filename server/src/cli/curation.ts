import { defineCommand } from './command';
import { agree } from './curation/agree';
import { checkCuration } from './curation/check';
import { merge } from './curation/merge';
import { type CurationOptions, options } from './curation/options';
import { UsageError } from './usageError';

const usage = () => `Usage: biogloss curation merge BASE OURS THEIRS [--document FILE] [--out FILE]
       biogloss curation agree OURS THEIRS [--document FILE] [--json]
       biogloss curation check DOCUMENT… [--update]

What persons decided on a document lies beside it: on paper.txt in paper.txt.curation.

merge   puts two versions of such a file together that began as BASE (which may be empty), and lists what they disagree on.
        Nothing is lost: where both have changed a decision in different ways, both stay. Git can call it: see docs/curation.md.
agree   says how far two persons agree: Cohen's kappa of words and of mentions that both decided on, F1 of mentions, concepts and relations.
        OURS and THEIRS are two such files, or two folders with files of the same names; documents lie beside those of OURS.
check   looks for the places of decisions in documents that were edited by other programs, and lists what is not found,
        what is broken and what contradicts.

  --document FILE  the text, where it does not lie beside the file
  --out FILE       where the merged file goes (default: stdout); it may be one of the three
  --update         write the places that were found
  --json           for a program
`;

const actions = { merge, agree, check: checkCuration };

export const curation = defineCommand({
  usage,
  options,
  async run({ values, inputs: [action, ...inputs] }, terminal) {
    if (action === undefined) throw new UsageError('say what to do: merge, agree or check');
    if (!Object.hasOwn(actions, action))
      throw new UsageError(`there is no "curation ${action}"; say merge, agree or check`);
    return actions[action as keyof typeof actions](inputs, values as CurationOptions, terminal);
  },
});
