import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchText, fileThere } from '../network/fetchText';
import { NotForEverybody } from '../network/status';
import { modelFiles } from '../pipeline/modelFolder';
import { Failure } from '../platform/failure';
import type { DownloadPlan, PlanDownloadOrder, PlannedFile } from '../protocol/models';
import { whyNoModelFile } from './fileNames';
import { licenceOfCard } from './frontMatter';
import { askHub, type DownloadSource, sourceOf } from './hub';
import { isWeights, neededFiles, possibleFiles } from './neededFiles';

/** What an exported model is called while it comes. */
export const archiveName = 'model.zip';

const longestCard = 2 ** 20;
const sha256Pattern = /^[0-9a-f]{64}$/i;

/**
 * Asks a server what a download would be: which files, how large, under which licence. Nothing of the model is fetched but the beginning of its card.
 * @throws Failure with a sentence where there is no model, or it cannot be asked
 */
export async function planDownload(
  { source: given, models, sha256 }: Omit<PlanDownloadOrder, 'proxy' | 'noProxy'>,
  signal?: AbortSignal,
): Promise<DownloadPlan> {
  if (sha256 !== undefined && !sha256Pattern.test(sha256))
    throw new Failure('The SHA-256 must be 64 hexadecimal digits.');
  const source = sourceOf(given);
  const found = await ask(source, signal);
  const files = sha256 === undefined ? found.files : withHash(found.files, sha256.toLowerCase());
  const plan = {
    ...found,
    files,
    bytes: files.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
    isEncrypted: files.every(({ url }) => url.startsWith('https:')),
  };
  return { ...plan, here: await bytesHere(downloadFolder(models, plan), files) };
}

/** Where a download's files gather: the same folder for the same files, so that it can be gone on with. */
export function downloadFolder(
  models: string,
  { from, revision, files }: Pick<DownloadPlan, 'from' | 'revision' | 'files'>,
): string {
  const key = JSON.stringify([from, revision, files.map(({ url, bytes, sha256 }) => [url, bytes, sha256])]);
  return join(models, '.downloads', createHash('sha256').update(key).digest('hex').slice(0, 16));
}

/** A file's place in the download's folder, and that of its part. */
export const pathIn = (folder: string, name: string): string => join(folder, ...name.split('/'));

type Found = Pick<DownloadPlan, 'from' | 'name' | 'revision' | 'licence' | 'files'>;

async function ask(source: DownloadSource, signal?: AbortSignal): Promise<Found> {
  if (source.kind === 'archive') return archive(source.url, signal);
  if (source.kind === 'folder') return folder(source.url, signal);
  const { hub, id } = source;
  const from = `${hub}/${id}`;
  const model = await askHub(source, signal);
  // Any server may have a folder where a hub has a page.
  if (!model) return folder(new URL(from), signal);
  const wanted = neededFiles(model.files.map((file) => file.name).filter((name) => !whyNoModelFile(name)));
  const files = model.files.filter((file) => wanted.includes(file.name));
  if (files.length === 0) throw noModel(from);
  return { from, name: id.replace('/', '-'), revision: model.revision, licence: model.licence, files };
}

async function archive(url: URL, signal?: AbortSignal): Promise<Found> {
  const there = await fileThere(url, signal);
  if (!there) throw new Failure(`${url.host} has no ${url.pathname}.`);
  const name = decodeURIComponent(url.pathname.split('/').at(-1)!).replace(/(\.biogloss)?\.zip$/i, '');
  // What follows the path may be a key that opens the file for a while: it is not kept.
  const from = `${url.origin}${url.pathname}`;
  return { from, name, files: [{ name: archiveName, url: url.href, bytes: there.bytes }] };
}

/** A folder that any server gives: it lists nothing, so it is asked for each file that a model may have. */
async function folder(given: URL, signal?: AbortSignal): Promise<Found> {
  const base = new URL(given);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  const addressOf = (name: string) => new URL(name, base);
  if (!(await fileThere(addressOf(modelFiles.config), signal))) throw noModel(given.href);
  const there: PlannedFile[] = [];
  let refusal: NotForEverybody | undefined;
  for (const name of possibleFiles) {
    const file = await fileThere(addressOf(name), signal).catch((error) => {
      if (!(error instanceof NotForEverybody)) throw error;
      refusal ??= error;
      return undefined;
    });
    if (file) there.push({ name, url: addressOf(name).href, bytes: file.bytes });
  }
  const wanted = neededFiles(there.map((file) => file.name));
  const files = there.filter((file) => wanted.includes(file.name));
  if (files.length === 0) throw refusal ?? noModel(given.href);
  const card = files.find(({ name }) => name === modelFiles.card);
  const text = card && (await fetchText(new URL(card.url), longestCard, signal));
  return { from: base.href, name: nameOf(base), licence: text ? licenceOfCard(text) : undefined, files };
}

const nameOf = ({ pathname, hostname }: URL): string =>
  decodeURIComponent(pathname.split('/').filter(Boolean).at(-1) ?? hostname);

const noModel = (from: string) =>
  new Failure(
    `There is no model at ${from}: config.json with model.safetensors, pytorch_model.bin, model.onnx or entities.onnx was expected.`,
  );

/** The hash that a person gives is of the weights, or of the archive. */
function withHash(files: readonly PlannedFile[], sha256: string): PlannedFile[] {
  return files.map((file) => {
    if (files.length > 1 && !isWeights(file.name)) return file;
    if (file.sha256 !== undefined && file.sha256 !== sha256)
      throw new Failure(
        `The server tells the SHA-256 ${file.sha256} of ${file.name}, not the one that you gave.`,
      );
    return { ...file, sha256 };
  });
}

async function bytesHere(folder: string, files: readonly PlannedFile[]): Promise<number> {
  let sum = 0;
  for (const { name } of files) {
    const path = [pathIn(folder, name), `${pathIn(folder, name)}.part`].find(existsSync);
    if (path) sum += (await stat(path)).size;
  }
  return sum;
}
