import { describeProblem } from '../../annotation/problem';
import { counted } from '../../platform/counted';
import { Failure } from '../../platform/failure';
import {
  importTerminology as compile,
  type ImportedFile,
  type ImportOrder,
  type ImportReport,
  orderOf,
} from '../../terminology/importTerminology';
import { terminologyFormats } from '../../terminology/reading/registry';
import { oneOf, required } from '../command';
import type { Terminal } from '../terminal';
import { UsageError } from '../usageError';
import type { TerminologyOptions } from './options';

/** Problems of one file that are told in full; of the rest only how many. */
const mostTold = 20;

/** `biogloss terminology import`: many files, one index. Where a file fails nothing is written, so that an index that was there stays. */
export async function importTerminology(
  files: readonly string[],
  { out, from, ...options }: TerminologyOptions,
  terminal: Terminal,
): Promise<number> {
  if (files.length === 0) throw new UsageError('FILE is missing: the terminologies to import');
  const path = required('--out', out);
  const ids = ['auto', ...terminologyFormats.map(({ id }) => id)];
  const format = terminologyFormats.find(({ id }) => id === oneOf('--from', from, ids));
  const { name, type, partial } = options;
  return carryOut({ files, out: path, format, name, type, partial }, terminal);
}

/** `biogloss terminology update`: imports the files that an index was made of once more. */
export async function updateTerminology(
  indexes: readonly string[],
  { partial }: TerminologyOptions,
  terminal: Terminal,
): Promise<number> {
  if (indexes.length === 0)
    throw new UsageError('INDEX is missing: a file that "terminology import" has written');
  let exitCode = 0;
  for (const index of indexes)
    exitCode = Math.max(exitCode, await carryOut({ ...orderOf(index), partial }, terminal));
  return exitCode;
}

async function carryOut(order: ImportOrder, terminal: Terminal): Promise<number> {
  const report = await compile(order, {
    progress: (_, doing) => terminal.progress(doing),
    imported: (file) => tell(file, terminal),
  });
  const { out, refused, concepts, names, bytes } = report;
  if (refused !== undefined) throw new Failure(`${refused}${order.partial ? '' : ' with --partial'}`);
  tellRest(report, terminal);
  terminal.tell(
    `${out}: ${counted(concepts, 'concept')}, ${counted(names, 'name')}, ${(bytes / 1e6).toFixed(1)} MB`,
  );
  const failed = report.files.some(
    ({ failure, problems }) => failure !== undefined || problems.some(({ severity }) => severity === 'error'),
  );
  return failed ? 1 : 0;
}

function tell(
  { file, format, release, concepts, problems, failure }: ImportedFile,
  terminal: Terminal,
): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const told = [...errors, ...problems.filter(({ severity }) => severity !== 'error')].slice(0, mostTold);
  for (const problem of told) terminal.tell(describeProblem(file, problem));
  if (problems.length > told.length)
    terminal.tell(`${file}: ${problems.length - told.length} more problems are not listed`);
  const version = release.version === undefined ? '' : `, version ${release.version}`;
  terminal.tell(failure ?? `${file}: ${counted(concepts, 'concept')} (${format}${version})`);
}

function tellRest({ nameless, untyped, gone }: ImportReport, terminal: Terminal): void {
  if (nameless > 0)
    terminal.tell(
      `${counted(nameless, 'concept')} without a name left out; import the file with their names as well`,
    );
  if (untyped > 0)
    terminal.tell(
      `${counted(untyped, 'concept')} of no known type: texts are not marked with their names; --type gives them one`,
    );
  if (gone.count > 0)
    terminal.tell(
      `${gone.count} ids of the index that was there are gone: ${gone.ids.slice(0, 5).join(', ')}${gone.count > 5 ? ' …' : ''}`,
    );
}
