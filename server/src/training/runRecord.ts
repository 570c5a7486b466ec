import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { modelPlace } from '../checkpoints/modelPlace';
import { Failure } from '../platform/failure';
import { sha256Of } from '../platform/fileHash';
import { embeddedModel } from '../platform/packageRoot';
import { packageVersion } from '../platform/packageVersion';
import { isRecipeName } from '../runs/recipeNames';
import type { FileUse, RecordedFile } from '../runs/recordedFiles';
import { runFiles } from '../runs/runFiles';
import { runtimeVersion } from '../runtime/session';
import { embeddedIndexPath } from '../terminology/embeddedIndex';
import { dataFile, dataFolder } from './lexicalResources';
import { type TrainingOrder, withAbsolutePaths } from './order';
import type { TrainingConfig } from './trainingConfig';

/** What a run was made with, for those who want to repeat it. */
export interface RunRecord {
  readonly format: 'biogloss-run/1';
  /** Repeats the run into another folder, wherever it is called: all paths are absolute. */
  readonly command: string;
  readonly seed: number;
  readonly environment: Environment;
  /** All files that it learned from or was measured on, and the config file. */
  readonly data: readonly RecordedFile[];
}

export interface Environment {
  readonly biogloss: string;
  readonly node: string;
  readonly onnxruntime: string;
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  /** In bytes. */
  readonly memory: number;
  /** Of a step. One makes the weights the same to the bit. */
  readonly threads: number;
}

/** @throws the signal's reason, once it is aborted: large files take a while to hash */
export async function recordOf(
  order: TrainingOrder,
  config: TrainingConfig,
  signal?: AbortSignal,
): Promise<RunRecord> {
  const absolute = withAbsolutePaths(order);
  const files = namedFiles(absolute, config);
  return {
    format: 'biogloss-run/1',
    command: commandOf(absolute, files),
    seed: config.seed,
    environment: await environmentOf(config),
    data: await hashed(files, signal),
  };
}

async function environmentOf({ threads }: TrainingConfig): Promise<Environment> {
  const [processor] = cpus();
  return {
    biogloss: packageVersion(),
    node: process.version,
    onnxruntime: await runtimeVersion(),
    system: `${process.platform} ${process.arch}`,
    processor: processor?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory: totalmem(),
    threads,
  };
}

/** @throws Failure with a sentence where a file is not the one that the run in the folder was started with */
export async function checkSameData(folder: string, { data }: Pick<RunRecord, 'data'>): Promise<void> {
  const path = join(folder, runFiles.record);
  // Runs of earlier versions have no record.
  if (!existsSync(path)) return;
  const before: RunRecord = JSON.parse(await readFile(path, 'utf8'));
  const known = new Map(before.data.map((file) => [file.use, [] as string[]]));
  for (const { use, sha256 } of before.data) known.get(use)!.push(sha256);
  for (const { path, use, sha256 } of data)
    if (!known.get(use)?.includes(sha256))
      throw new Failure(
        `${path} is not what the run in ${folder} was started with. Give the files that it was started with, or start another run.`,
      );
}

/** A file of a run before it is hashed. */
interface NamedFile extends Omit<RecordedFile, 'sha256'> {
  /** Looked for in the folder of the data. */
  readonly inDataFolder: boolean;
}

function namedFiles(
  { train, dev, base, config: file, resume }: TrainingOrder,
  { heldOut, scratch, linking, joint, relation, remember }: TrainingConfig,
): NamedFile[] {
  return [
    ...given('learned from', train),
    ...given('measured on', dev ? [dev] : []),
    // A resumed run goes by the config in its folder, whatever has become of the file.
    ...given('config file', file === undefined || isRecipeName(file) || resume ? [] : [file]),
    ...set('heldOut', heldOut),
    ...(base === 'scratch'
      ? [...set('rawText', scratch?.rawText), ...set('linking.otherCorpora', linking?.otherCorpora)]
      : given('base model', [modelPlace(base === 'default' ? embeddedModel() : base)])),
    ...(joint?.corpora ?? []).flatMap(({ files }) => set('joint.corpora', files)),
    ...set('relation.unrelated', relation.unrelated),
    ...set('remember.texts', remember?.texts),
    ...set('remember.measuredOn', remember?.measuredOn),
    ...given('asked for names', [embeddedIndexPath()]),
  ];
}

const given = (use: FileUse, paths: readonly string[]): NamedFile[] =>
  paths.map((path) => ({ use, path, inDataFolder: false }));

/** Files that a setting of the config names. */
const set = (use: FileUse, paths: readonly string[] = []): NamedFile[] =>
  paths.map((path) => ({ use, path: resolve(dataFile(use, path)), inDataFolder: !isAbsolute(path) }));

async function hashed(files: readonly NamedFile[], signal: AbortSignal | undefined): Promise<RecordedFile[]> {
  const recorded: RecordedFile[] = [];
  // A model that is not there is told of by those who read it.
  for (const { use, path } of files)
    if (use !== 'base model' || existsSync(path))
      recorded.push({ path, use, sha256: await sha256Of(path, signal) });
  return recorded;
}

function commandOf(
  { train, dev, base, out, device }: TrainingOrder,
  files: readonly Pick<NamedFile, 'inDataFolder'>[],
): string {
  const where = files.some(({ inDataFolder }) => inDataFolder)
    ? [`BIOGLOSS_DATA=${quoted(resolve(dataFolder()))}`]
    : [];
  const words = [
    ...train.flatMap((file) => ['--train', file]),
    ...(dev ? ['--dev', dev] : []),
    ...['--base', base, '--config', join(out, runFiles.config)],
    ...(device ? ['--device', device] : []),
    ...['--out', `${out}-again`],
  ];
  return [...where, 'biogloss', 'train', ...words.map(quoted)].join(' ');
}

/** As a shell takes it for one word. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
