import { window } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type { AnalyseResult } from '../../../server/src/protocol/commands';
import { analysedDocument } from '../analysedDocument';
import { count } from '../page/count';
import { runWithProgress } from '../serverCommand';
import type { CommandContext } from './commandContext';

/** Reads the active document anew and says what was found. */
export async function analyseDocument({ client }: CommandContext): Promise<AnalyseResult | undefined> {
  const { uri } = analysedDocument();
  const result = await runWithProgress<AnalyseResult>(client, 'analysing', commands.analyse, {
    uri: uri.toString(),
  });
  if (result) {
    const { mentions, relations } = result;
    window.setStatusBarMessage(
      `BioGloss: ${count(mentions, 'mention')}, ${count(relations, 'relation')}`,
      10_000,
    );
  }
  return result;
}
