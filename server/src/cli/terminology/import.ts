import { mkdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { describeProblem, type Problem } from '../../annotation/problem';
import { writeAtomically } from '../../platform/atomicFile';
import { Failure, sentence } from '../../platform/failure';
import { IndexBuilder } from '../../terminology/index/builder';
import { importFile } from '../../terminology/reading/importFile';
import { terminologyFormats } from '../../terminology/reading/registry';
import { oneOf, required } from '../command';
import type { Terminal } from '../terminal';
import { UsageError } from '../usageError';
import type { TerminologyOptions } from './options';

/** Problems of one file that are told in full; of the rest only how many. */
const mostTold = 20;

/** `biogloss terminology import`: many files, one index. Where a file fails nothing is written, so that an index that was there stays. */
export async function importTerminology(
  paths: readonly string[],
  { out, name, type, from, partial }: TerminologyOptions,
  terminal: Terminal,
): Promise<number> {
  if (paths.length === 0) throw new UsageError('FILE is missing: the terminologies to import');
  const path = required('--out', out);
  const ids = ['auto', ...terminologyFormats.map(({ id }) => id)];
  const format = terminologyFormats.find(({ id }) => id === oneOf('--from', from, ids));
  const builder = new IndexBuilder();
  let failed = false;
  for (const file of paths) {
    try {
      const progress = (share: number, concepts: number) =>
        terminal.progress(`${file}: ${Math.round(share * 100)} %, ${concepts} concepts`);
      const { problems, ...found } = await importFile(file, builder, { type, format, progress });
      tell(file, problems, terminal);
      failed ||= problems.some(({ severity }) => severity === 'error');
      const release = found.release.version === undefined ? '' : `, version ${found.release.version}`;
      terminal.tell(`${file}: ${found.concepts} concepts (${found.format.title}${release})`);
    } catch (error) {
      failed = true;
      terminal.tell(sentence(error));
    }
  }
  if (failed && !partial)
    throw new Failure(
      `${path} is left as it was; correct the input, or take what could be read with --partial`,
    );
  terminal.progress('compiling …');
  const { bytes, concepts, names, nameless } = builder.build(name ?? basename(paths[0]!));
  if (concepts === 0) throw new Failure(`there is no concept in what was read, so ${path} is not written`);
  if (nameless > 0)
    terminal.tell(
      `${nameless} concepts have no name and are left out; import the file with their names as well`,
    );
  await mkdir(dirname(path), { recursive: true });
  await writeAtomically(path, [bytes]);
  terminal.tell(`${path}: ${concepts} concepts, ${names} names, ${(bytes.length / 1e6).toFixed(1)} MB`);
  return failed ? 1 : 0;
}

function tell(file: string, problems: readonly Problem[], terminal: Terminal): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const told = [...errors, ...problems.filter(({ severity }) => severity !== 'error')].slice(0, mostTold);
  for (const problem of told) terminal.tell(describeProblem(file, problem));
  if (problems.length > told.length)
    terminal.tell(`${file}: ${problems.length - told.length} more problems are not listed`);
}
