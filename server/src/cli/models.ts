import { defineCommand } from './command';
import { downloadModel } from './models/download';
import { exportModel } from './models/export';
import { importModel } from './models/import';
import { showModel } from './models/info';
import { listModels } from './models/list';
import { type ModelsOptions, options } from './models/options';
import { removeModel } from './models/remove';
import { UsageError } from './usageError';

const usage = () => `Usage: biogloss model list [FOLDER…] [--json]
       biogloss model info MODEL [--json]
       biogloss model export MODEL --out FILE.zip
       biogloss model import FILE.zip|FOLDER [--name NAME]
       biogloss model download SOURCE [--sha256 HASH] [--yes]
       biogloss model remove NAME [--yes]

list      the embedded model, imported ones, and training runs below FOLDER (default: the current folder)
info      what a model marks, how good it was found to be, its size, its licence and where it came from
export    writes a model as one file, with its card, its scores and its licence
import    takes in a file that export wrote, a model or run folder, or a folder of another program (docs/checkpoints.md)
download  takes in a model from a hub or any server. SOURCE is organisation/name or organisation/name@revision on the hub that HF_ENDPOINT
          names (default: https://huggingface.co), the address of a model's page, of a folder with its files, or of an exported model.
          Size and licence are shown, and nothing is fetched before you agree. A download that broke goes on where it stopped.
          HTTPS_PROXY, HTTP_PROXY and NO_PROXY count.
remove    deletes an imported model

MODEL is a folder, the name of an imported model, or "default" for the embedded one.

  --models FOLDER  where imported models lie (default: BIOGLOSS_MODELS, else a folder of your own user data)
  --out FILE       the file to write
  --name NAME      what to call the imported model
  --sha256 HASH    what the weights, or the exported model, must come to
  --yes            agree beforehand
  --json           for a program
`;

const actions = {
  list: listModels,
  info: showModel,
  export: exportModel,
  import: importModel,
  download: downloadModel,
  remove: removeModel,
};

export const models = defineCommand({
  usage,
  options,
  async run({ values, inputs: [action, ...inputs] }, terminal) {
    const known = Object.keys(actions).join(', ');
    if (action === undefined) throw new UsageError(`say what to do: ${known}`);
    if (!Object.hasOwn(actions, action))
      throw new UsageError(`there is no "model ${action}"; say one of ${known}`);
    return actions[action as keyof typeof actions](inputs, values as ModelsOptions, terminal);
  },
});
