import { type QuickPickItem, window } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type { EvaluateArguments, EvaluateResult } from '../../../server/src/protocol/commands';
import { runWithProgress } from '../serverCommand';
import { askForCorpora } from './askForCorpora';
import type { CommandContext } from './commandContext';

type Subject = Pick<EvaluateArguments, 'predictions' | 'compare'>;

/** Scores the model in use, or predictions, on a corpus with gold annotations, and opens figures and errors in a view. */
export async function evaluateOnCorpus(
  { client, evaluations }: CommandContext,
  options: Partial<EvaluateArguments> = {},
): Promise<EvaluateResult | undefined> {
  const gold = options.gold ?? (await askForCorpora('Corpus with gold annotations', 'Evaluate'))?.[0].fsPath;
  if (!gold) return undefined;
  // Who calls the command with a corpus knows what is to be scored.
  const subject = options.gold ? {} : await askForSubject();
  if (!subject) return undefined;
  const report = options.report ?? (await evaluations.folders.next());
  const argument: EvaluateArguments = { ...subject, ...options, gold, report };
  const result = await runWithProgress<EvaluateResult>(client, 'evaluating', commands.evaluate, argument);
  if (result) await evaluations.open({ folder: report });
  return result;
}

/** What is scored, and what it is compared with; undefined where the person changed their mind. */
async function askForSubject(): Promise<Subject | undefined> {
  const items: (QuickPickItem & { ask(): Promise<Subject | undefined> })[] = [
    { label: '$(sparkle) The model in use', ask: async () => ({}) },
    {
      label: '$(git-compare) The model in use, compared with another model…',
      ask: () => asked('compare', 'Folder of the other model', true),
    },
    {
      label: '$(git-compare) The model in use, compared with a file…',
      description: 'predictions, or the report.json of an earlier evaluation',
      ask: () => asked('compare', 'Predictions or report to compare with'),
    },
    {
      label: '$(file) Predictions of any tool…',
      description: 'a file of the same documents',
      ask: () => asked('predictions', 'Predictions to score'),
    },
  ];
  const choice = await window.showQuickPick(items, {
    title: 'BioGloss: Evaluate on Corpus',
    placeHolder: 'What is scored',
  });
  return choice?.ask();
}

async function asked(option: keyof Subject, title: string, folder = false): Promise<Subject | undefined> {
  const chosen = await window.showOpenDialog({
    title,
    openLabel: 'Evaluate',
    canSelectFiles: !folder,
    canSelectFolders: folder,
  });
  return chosen && { [option]: chosen[0].fsPath };
}
