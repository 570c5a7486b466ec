import { defineCommand } from './command';
import { agree } from './curation/agree';
import { checkCuration } from './curation/check';
import { finish } from './curation/finish';
import { learn } from './curation/learn';
import { merge } from './curation/merge';
import { next } from './curation/next';
import { type CurationOptions, options } from './curation/options';
import { deviceUsage } from './device';
import { oneOfRecipes } from './recipes';
import { UsageError } from './usageError';

const usage = () => `Usage: biogloss curation merge BASE OURS THEIRS [--document FILE] [--out FILE]
       biogloss curation agree OURS THEIRS [--document FILE] [--json]
       biogloss curation check DOCUMENT… [--update]
       biogloss curation next FOLDER… [--model DIR] [--json]
       biogloss curation finish DOCUMENT… [--by NAME] [--undo]
       biogloss curation learn FOLDER… --out DIR [options]
       biogloss curation learn --resume --out DIR

What persons decided on a document lies beside it: on paper.txt in paper.txt.curation.

merge   puts two versions of such a file together that began as BASE (which may be empty), and lists what they disagree on.
        Nothing is lost: where both have changed a decision in different ways, both stay. Git can call it: see docs/curation.md.
agree   says how far two persons agree: Cohen's kappa of words and of mentions that both decided on, F1 of mentions, concepts and relations.
        OURS and THEIRS are two such files, or two folders with files of the same names; documents lie beside those of OURS.
check   looks for the places of decisions in documents that were edited by other programs, and lists what is not found,
        what is broken and what contradicts.
next    lists the texts of folders in which something is undecided, those first of which the model is least sure.
finish  says of documents that everything in them is marked as it should be: what is undecided in them is not there.
learn   fine-tunes a model on what was decided, and compares it with the old one on documents that it did not learn from.
        DIR becomes the run folder, as of "biogloss train"; the new model is for --model, and is used nowhere unless you say so.

  --document FILE  the text, where it does not lie beside the file
  --out FILE       where the merged file goes (default: stdout); it may be one of the three
  --update         write the places that were found
  --json           for a program
  --by NAME        who says so (default: your name on this computer)
  --undo           the documents are not finished any more
  --model DIR      a model folder, a run folder, or an imported model's name (default: the embedded model)
  --config RECIPE  how long is learned: ${oneOfRecipes}; or a FILE with settings of your own
                   (default: corrections)
  --hold-out N     so many percent of the documents are measured on (default: 20)
  --seed N         decides which ones, too (default: 1)
  --resume         go on with the run in DIR where it was stopped or died, and measure both models
  --guidelines NAMES  by which of the model's guidelines it marks entities, separated by commas
  ${deviceUsage}
`;

const actions = { merge, agree, check: checkCuration, next, finish, learn };

export const curation = defineCommand({
  usage,
  options,
  async run({ values, inputs: [action, ...inputs] }, terminal) {
    const names = Object.keys(actions)
      .join(', ')
      .replace(/, (\w+)$/, ' or $1');
    if (action === undefined) throw new UsageError(`say what to do: ${names}`);
    if (!Object.hasOwn(actions, action))
      throw new UsageError(`there is no "curation ${action}"; say ${names}`);
    return actions[action as keyof typeof actions](inputs, values as CurationOptions, terminal);
  },
});
