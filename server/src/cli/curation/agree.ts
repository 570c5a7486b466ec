import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Agreement, agreementOf, type TwiceCurated } from '../../curation/agreement';
import { findAgain } from '../../curation/findAgain';
import { loadSidecar, sidecarPath } from '../../curation/sidecarFile';
import type { Figures } from '../../evaluation/figures';
import { filesBelow } from '../../formats/folder';
import { Failure } from '../../platform/failure';
import { describeAccess, readText } from '../../platform/textFile';
import { Inputs } from '../documents';
import type { Terminal } from '../terminal';
import { UsageError } from '../usageError';
import type { CurationOptions } from './options';

/** `biogloss curation agree`: how far two persons agree, as a table or as JSON. */
export async function agree(
  paths: readonly string[],
  { document, json }: CurationOptions,
  terminal: Terminal,
): Promise<number> {
  const [ours, theirs] = paths;
  if (ours === undefined || theirs === undefined || paths.length > 2)
    throw new UsageError('two files or two folders are needed: OURS THEIRS');
  const inputs = new Inputs(undefined, terminal);
  const pairs = (await isFolder(ours)) ? await pairsIn(ours, theirs, inputs) : [[ours, theirs] as const];
  if (pairs.length === 0)
    throw new Failure(`no file of ${ours} that ends in ${suffix} is in ${theirs} as well`);
  if (document !== undefined && pairs.length > 1) throw new UsageError('--document is for two files');
  const curated: TwiceCurated[] = [];
  for (const [our, their] of pairs) {
    const text = await readText(document ?? documentOf(our));
    const decisionsIn = async (path: string) => {
      await stat(path).catch((error) => {
        throw new Failure(describeAccess(path, error));
      });
      const { sidecar, problems } = await loadSidecar(path);
      inputs.tell(path, problems);
      return findAgain(sidecar.decisions, text);
    };
    curated.push({ text, ours: await decisionsIn(our), theirs: await decisionsIn(their) });
  }
  const agreement = agreementOf(curated);
  await terminal.write(json ? `${JSON.stringify(agreement, undefined, 2)}\n` : table(agreement));
  return inputs.exitCode;
}

const suffix = sidecarPath('');

function documentOf(path: string): string {
  if (!path.endsWith(suffix))
    throw new UsageError(`${path} does not end in ${suffix}; say with --document which text it is about`);
  return path.slice(0, -suffix.length);
}

const isFolder = async (path: string): Promise<boolean> =>
  (
    await stat(path).catch((error) => {
      throw new Failure(describeAccess(path, error));
    })
  ).isDirectory();

/** Files of the same name in two folders; what only one has is told. */
async function pairsIn(
  ours: string,
  theirs: string,
  inputs: Inputs,
): Promise<readonly (readonly [string, string])[]> {
  if (!(await isFolder(theirs))) throw new UsageError(`${ours} is a folder, and ${theirs} is none`);
  const [own, other] = [await sidecarsIn(ours), await sidecarsIn(theirs)];
  const missing = [
    ...own.filter((name) => !other.includes(name)).map((name) => `${join(ours, name)} is not in ${theirs}`),
    ...other.filter((name) => !own.includes(name)).map((name) => `${join(theirs, name)} is not in ${ours}`),
  ];
  inputs.tell(
    ours,
    missing.map((message) => ({ severity: 'warning', message })),
  );
  return own
    .filter((name) => other.includes(name))
    .map((name) => [join(ours, name), join(theirs, name)] as const);
}

const sidecarsIn = async (folder: string): Promise<string[]> =>
  (await filesBelow(folder)).filter((name) => name.endsWith(suffix));

function table({ documents, words, decidedByBoth, ...figures }: Agreement): string {
  const kappa = (value: number | undefined) => value?.toFixed(3) ?? 'undefined: one label alone';
  const f1 = ({ f1, tp, fp, fn }: Figures) =>
    tp + fp + fn === 0
      ? 'none in either'
      : `${f1.toFixed(3)}   in both ${tp}, only in the first ${fn}, only in the second ${fp}`;
  return `documents                      ${documents}
kappa of words                 ${kappa(figures.wordKappa)}   of ${words}
kappa of mentions              ${kappa(figures.mentionKappa)}   of ${decidedByBoth} that both decided on
F1 of mentions                 ${f1(figures.mentions)}
F1 of mentions with concepts   ${f1(figures.linkedMentions)}
F1 of relations                ${f1(figures.relations)}
`;
}
