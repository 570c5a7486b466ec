import { mkdir, readFile, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isHubFolder, readHubConfig, transformerOf } from '../checkpoints/encoderConfig';
import { fetchFile } from '../network/fetchFile';
import { hasHash, hashOf } from '../network/knownHash';
import { forgetTag } from '../network/partialFile';
import { modelFiles } from '../pipeline/modelFolder';
import { Failure } from '../platform/failure';
import { whileLocked } from '../platform/processLock';
import type { DownloadOrder, DownloadPlan, ListedModel, PlannedFile } from '../protocol/models';
import { describeModel } from './describeModel';
import { whyNoModelFile } from './fileNames';
import { licenceOfCard } from './frontMatter';
import { importModel } from './importModel';
import { notTakenIn, settle } from './place';
import { archiveName, downloadFolder, pathIn } from './planDownload';
import { writeSource } from './sourceFile';

interface DownloadOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (share: number, doing: string) => void;
}

/** What is left free on the disk. */
const spare = 100 * 2 ** 20;

/**
 * Downloads what a person has agreed to, reads it as a whole and gives it a place among the models. The server is not asked again what there is: what it has
 * instead by now is refused. A download that broke or was cancelled goes on where it stopped.
 * @throws Error with a sentence; the signal's reason once it is aborted
 */
export async function downloadModel(
  { plan, models }: Omit<DownloadOrder, 'proxy' | 'noProxy'>,
  { signal, progress }: DownloadOptions = {},
): Promise<ListedModel> {
  checkNames(plan);
  const folder = downloadFolder(models, plan);
  await mkdir(folder, { recursive: true });
  await checkRoom(folder, plan);
  return whileLocked(`${folder}.lock`, `the download of ${plan.name}`, async (lost) => {
    const both = AbortSignal.any([lost, ...(signal ? [signal] : [])]);
    let before = 0;
    for (const { name, ...file } of smallFirst(plan.files)) {
      const path = pathIn(folder, name);
      await mkdir(dirname(path), { recursive: true });
      let last = 0;
      await fetchFile(file, path, {
        signal: both,
        progress: (bytes) => {
          last = bytes;
          progress?.(
            Math.min(1, (before + bytes) / Math.max(1, plan.bytes)),
            doing(name, before + bytes, plan),
          );
        },
      });
      before += last;
      if (name === modelFiles.config) await refuseEarly(plan, folder);
      if (name === modelFiles.card && plan.revision === undefined && !hasHash(file))
        await checkLicence(plan, folder);
    }
    progress?.(1, 'reading the model');
    return place(plan, folder, models, both);
  });
}

/** A plan comes by way of the editor: its names are judged again. @throws Failure with a sentence */
function checkNames({ files }: DownloadPlan): void {
  if (isArchive(files)) return;
  for (const { name } of files) {
    const why = whyNoModelFile(name);
    if (why !== undefined) throw new Failure(`${JSON.stringify(name)} is not downloaded: ${why}.`);
  }
}

const isArchive = (files: readonly PlannedFile[]): boolean =>
  files.length === 1 && files[0].name === archiveName;

/** Whoever cannot use a model should know it before its weights come. */
const smallFirst = (files: readonly PlannedFile[]): PlannedFile[] =>
  [...files].sort((a, b) => (a.bytes ?? Number.POSITIVE_INFINITY) - (b.bytes ?? Number.POSITIVE_INFINITY));

/** @throws Error with a sentence where the config alone tells that the model cannot be read */
async function refuseEarly({ name, files }: DownloadPlan, folder: string): Promise<void> {
  if (files.some((file) => file.name.endsWith('.onnx')) || !(await isHubFolder(folder))) return;
  try {
    transformerOf(folder, await readHubConfig(folder));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw notTakenIn(error, folder, name);
  }
}

/** Nothing else would tell that a card is another one than a person was told of. @throws Failure with a sentence */
async function checkLicence({ files, from, licence }: DownloadPlan, folder: string): Promise<void> {
  const now = licenceOfCard(await readFile(join(folder, modelFiles.card), 'utf8'));
  if (now === licence) return;
  await rm(folder, { recursive: true, force: true });
  throw new Failure(
    `The licence of ${from} has changed since it was shown: it was ${licence ?? 'not told'}, and is ${now ?? 'not told'}. None of its ${files.length} files is kept; download it again to see what it is now.`,
  );
}

async function place(
  plan: DownloadPlan,
  folder: string,
  models: string,
  signal?: AbortSignal,
): Promise<ListedModel> {
  const { from, revision, licence, name, files } = plan;
  if (isArchive(files)) return unpackModel(plan, folder, models, signal);
  const hashes: Record<string, string> = {};
  for (const { name } of files) {
    hashes[name] = await hashOf(pathIn(folder, name), 'sha256', '', signal);
    await forgetTag(pathIn(folder, name));
  }
  await writeSource(folder, { from, revision, licence, downloaded: new Date().toISOString(), files: hashes });
  try {
    return await describeModel(await settle(folder, models, name), 'imported');
  } catch (error) {
    // All files are as the server has them: asking again would bring the same.
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** @throws Error with a sentence; an archive that was refused would be so each time, and does not stay */
async function unpackModel(
  { from, name }: DownloadPlan,
  folder: string,
  models: string,
  signal?: AbortSignal,
): Promise<ListedModel> {
  const path = join(folder, archiveName);
  let isWanted = false;
  try {
    return await importModel({ from: path, models, name }, { signal });
  } catch (error) {
    isWanted = signal?.aborted || isOfSystem(error);
    if (signal?.aborted) throw error;
    throw new Error((error as Error).message.replaceAll(path, from));
  } finally {
    if (!isWanted) await rm(folder, { recursive: true, force: true });
  }
}

/** A full disk says nothing against a download. */
const isOfSystem = (error: unknown): boolean =>
  (error as { cause?: NodeJS.ErrnoException }).cause?.syscall !== undefined;

async function checkRoom(folder: string, { bytes, here }: DownloadPlan): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const [needed, free] = [bytes - here + spare, bavail * bsize];
  if (needed > free)
    throw new Failure(
      `The download needs ${megabytes(needed)} on the disk of ${folder}, and ${megabytes(free)} are free.`,
    );
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

const doing = (name: string, bytes: number, plan: DownloadPlan): string =>
  `${name}, ${megabytes(bytes)}${plan.bytes > 0 ? ` of ${megabytes(plan.bytes)}` : ''}`;
