import { type QuickPickItem, window } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type { CheckCorpusArguments, CheckCorpusResult } from '../../../server/src/protocol/commands';
import { runWithProgress } from '../serverCommand';
import { askForCorpora } from './askForCorpora';
import type { CommandContext } from './commandContext';

/** Says what files are fit for as a corpus, in a view whose places lead to their lines. Who already has the files gives them: nothing is asked then. */
export async function checkCorpus(
  { client, corpora, models }: CommandContext,
  options: Partial<CheckCorpusArguments> = {},
): Promise<CheckCorpusResult | undefined> {
  const train =
    options.train ??
    (await askForCorpora('Documents to learn from', 'Check', true))?.map(({ fsPath }) => fsPath);
  if (!train) return undefined;
  const others = options.train ? {} : await askForOthers();
  if (!others) return undefined;
  const report = options.report ?? (await corpora.folders.next());
  const argument: CheckCorpusArguments = { models: models.folder, ...others, ...options, train, report };
  const result = await runWithProgress<CheckCorpusResult>(
    client,
    'checking the corpus',
    commands.checkCorpus,
    argument,
  );
  if (result) await corpora.open({ folder: report });
  return result;
}

/** What is chosen by and measured on; undefined where the person changed their mind. */
async function askForOthers(): Promise<Pick<CheckCorpusArguments, 'dev' | 'test'> | undefined> {
  const files = async (title: string) =>
    (await askForCorpora(title, 'Check', true))?.map(({ fsPath }) => fsPath);
  const items: (QuickPickItem & {
    ask(): Promise<Pick<CheckCorpusArguments, 'dev' | 'test'> | undefined>;
  })[] = [
    {
      label: '$(split-horizontal) None: as training holds documents out',
      ask: async () => ({}),
    },
    {
      label: '$(file) Dev files…',
      description: 'they choose the best epoch',
      ask: async () => {
        const dev = await files('Documents to choose by');
        return dev && { dev };
      },
    },
    {
      label: '$(files) Dev and test files…',
      description: 'test files are measured on at the end',
      ask: async () => {
        const dev = await files('Documents to choose by');
        const test = dev && (await files('Documents to measure on'));
        return test && { dev, test };
      },
    },
  ];
  const choice = await window.showQuickPick(items, {
    title: 'BioGloss: Check Corpus',
    placeHolder: 'Other documents of the corpus, to look for what stands in two places',
  });
  return choice?.ask();
}
