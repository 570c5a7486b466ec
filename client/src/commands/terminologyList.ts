import { ConfigurationTarget, workspace } from 'vscode';
import type { TerminologySummary } from '../../../server/src/protocol/terminology';
import { setting } from '../contributions';

/** How the list of the settings names the index that comes with BioGloss. */
const embedded = 'embedded';

/** Puts an index before all others, unless it is on the list. */
export async function addTerminology(path: string): Promise<void> {
  const listed = workspace.getConfiguration().get<string[]>(setting.terminologies, []);
  if (!listed.includes(path)) await setList([path, ...listed]);
}

/** Uses these terminologies in this order. */
export function useTerminologies(
  list: readonly Pick<TerminologySummary, 'path' | 'embedded'>[],
): Thenable<void> {
  const named = list.map((each) => (each.embedded ? embedded : each.path));
  // Last is where it is anyway.
  return setList(named.at(-1) === embedded ? named.slice(0, -1) : named);
}

const setList = (list: readonly string[]): Thenable<void> =>
  workspace
    .getConfiguration()
    .update(setting.terminologies, list.length > 0 ? list : undefined, ConfigurationTarget.Global);
