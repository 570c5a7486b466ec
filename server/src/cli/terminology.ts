import { terminologyFormats } from '../terminology/reading/registry';
import { defineCommand } from './command';
import { buildEmbedded } from './terminology/build';
import { importTerminology, updateTerminology } from './terminology/import';
import { showTerminology } from './terminology/info';
import { options, type TerminologyOptions } from './terminology/options';
import { UsageError } from './usageError';

const usage =
  () => `Usage: biogloss terminology import FILE… --out INDEX [--name NAME] [--type TYPE] [--from FORMAT] [--partial]
       biogloss terminology update INDEX… [--partial]
       biogloss terminology info INDEX… [--find NAME|ID] [--json]
       biogloss terminology build FOLDER --out FOLDER [--coverage CORPUS]…

import  compiles terminologies of any format into one index. Files may be gzip; later ones add to the concepts of earlier ones.
update  imports the files that an index was made of once more, and says which ids are gone.
info    says what an index holds and where it came from, and looks up names and ids.
build   compiles the index that comes with BioGloss from mesh.tsv, doid-2016-09-01.obo and hp-2013-11-30.obo in FOLDER.

  --out PATH         the index to write; for build the folder
  --name NAME        what to call the terminology (default: the first file's name)
  --type TYPE        type of concepts whose type the file does not tell: Chemical, Disease, Gene … (default: Other)
  --from FORMAT      auto (by content), ${terminologyFormats.map(({ id }) => id).join(', ')} (default: auto)
  --partial          write the index also where a file could be read in part only
  --find NAME        show the concepts with this name or id; may be given several times
  --json             for a program
  --coverage CORPUS  count in the README how many of this corpus's concepts the index has; may be given several times
`;

const actions = {
  import: importTerminology,
  update: updateTerminology,
  build: buildEmbedded,
  info: showTerminology,
};

export const terminology = defineCommand({
  usage,
  options,
  async run({ values, inputs: [action, ...inputs] }, terminal) {
    if (action === undefined) throw new UsageError('say what to do: import, update, info or build');
    if (!Object.hasOwn(actions, action))
      throw new UsageError(`there is no "terminology ${action}"; say import, update, info or build`);
    return actions[action as keyof typeof actions](inputs, values as TerminologyOptions, terminal);
  },
});
