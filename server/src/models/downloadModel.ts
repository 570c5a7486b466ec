import { mkdir, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isHubFolder, readHubConfig, transformerOf } from '../checkpoints/encoderConfig';
import { fetchFile } from '../network/fetchFile';
import { hashOf } from '../network/knownHash';
import { modelFiles } from '../pipeline/modelFolder';
import { Failure } from '../platform/failure';
import type { DownloadOrder, DownloadPlan, ListedModel, PlannedFile } from '../protocol/models';
import { describeModel } from './describeModel';
import { importModel } from './importModel';
import { withLock } from './lock';
import { notTakenIn, settle } from './place';
import { downloadFolder, pathIn, planDownload } from './planDownload';
import { writeSource } from './sourceFile';

interface DownloadOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (share: number, doing: string) => void;
}

/** What is left free on the disk. */
const spare = 100 * 2 ** 20;

/**
 * Downloads a model, reads it as a whole and gives it a place among the models. A download that broke or was cancelled goes on where it stopped.
 * @throws Error with a sentence; the signal's reason once it is aborted
 */
export async function downloadModel(
  order: Omit<DownloadOrder, 'proxy' | 'noProxy'>,
  { signal, progress }: DownloadOptions = {},
): Promise<ListedModel> {
  progress?.(0, 'asking the server');
  const plan = await planDownload(order, signal);
  const folder = downloadFolder(order.models, plan);
  await mkdir(folder, { recursive: true });
  await checkRoom(folder, plan);
  return withLock(`${folder}.lock`, `Another process is downloading ${plan.name}.`, async () => {
    let before = 0;
    for (const { name, ...file } of smallFirst(plan.files)) {
      const path = pathIn(folder, name);
      await mkdir(dirname(path), { recursive: true });
      let last = 0;
      await fetchFile(file, path, {
        signal,
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
    }
    progress?.(1, 'reading the model');
    return place(plan, folder, order.models, signal);
  });
}

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

async function place(
  plan: DownloadPlan,
  folder: string,
  models: string,
  signal?: AbortSignal,
): Promise<ListedModel> {
  const [{ name: first }] = plan.files;
  if (plan.files.length === 1 && first.endsWith('.zip')) {
    const model = await importModel({ from: join(folder, first), models, name: plan.name }, { signal });
    await rm(folder, { recursive: true, force: true });
    return model;
  }
  const files: Record<string, string> = {};
  for (const { name } of plan.files) files[name] = await hashOf(pathIn(folder, name), 'sha256', '', signal);
  const { from, revision, licence } = plan;
  await writeSource(folder, { from, revision, licence, downloaded: new Date().toISOString(), files });
  try {
    return await describeModel(await settle(folder, models, plan.name), 'imported');
  } catch (error) {
    // All files are as the server has them: asking again would bring the same.
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

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
