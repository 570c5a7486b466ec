import { Uri, window } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type { EvaluateArguments, EvaluateResult } from '../../../server/src/protocol/commands';
import { showReport } from '../report';
import { runWithProgress } from '../serverCommand';
import { askForCorpora } from './askForCorpora';
import type { CommandContext } from './commandContext';

/** Scores the model in use on a corpus with gold annotations; shows the table and saves the figures as JSON. */
export async function evaluateOnCorpus(
  { client }: CommandContext,
  options: Partial<EvaluateArguments> = {},
): Promise<EvaluateResult | undefined> {
  const gold = options.gold ?? (await askForCorpora('Corpus with gold annotations', 'Evaluate'))?.[0].fsPath;
  if (!gold) return undefined;
  const out = options.out ?? (await askForTarget(gold))?.fsPath;
  if (!out) return undefined;
  const argument: EvaluateArguments = { ...options, gold, out };
  const result = await runWithProgress<EvaluateResult>(client, 'evaluating', commands.evaluate, argument);
  if (result) await showReport('evaluation', describe(gold, result));
  return result;
}

const askForTarget = (gold: string) =>
  window.showSaveDialog({
    title: 'Save the scores as',
    saveLabel: 'Save Scores',
    defaultUri: Uri.file(`${gold.replace(/(\.pubtator)?\.\w+$/i, '')}.scores.json`),
    filters: { JSON: ['json'] },
  });

function describe(gold: string, { table, documents, model, problems, out }: EvaluateResult): string {
  const lines = [`${model} on ${gold}, ${documents} documents`, '', table.trimEnd(), ''];
  if (problems.length > 0) lines.push('Problems in the corpus:', ...problems, '');
  if (out) lines.push(`Saved as ${out}`, '');
  return lines.join('\n');
}
