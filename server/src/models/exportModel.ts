import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ZipFile } from 'yazl';
import { exportedGraph } from '../checkpoints/exportedClassifier';
import { modelPlace } from '../checkpoints/modelPlace';
import { modelFiles } from '../pipeline/modelFolder';
import { writeAtomically } from '../platform/atomicFile';
import { Failure } from '../platform/failure';
import { packageRoot } from '../platform/packageRoot';
import type { ExportModelOrder, ListedModel } from '../protocol/models';
import { describeModel } from './describeModel';
import { folderName } from './fileNames';
import { modelFilesIn, noModelIn } from './modelFilesIn';
import { evaluationFile } from './scoresOf';

export interface ExportedModel {
  readonly out: string;
  readonly bytes: number;
  readonly files: number;
}

interface ExportOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (share: number, doing: string) => void;
}

/** These are packed already, or so dense that packing gains nothing worth its time. */
const dense = /\.(safetensors|bin)$/;

/**
 * Writes a model as one .zip: the files that make it, in a folder of its name, with its card, its scores and its licence; nothing else that lies beside them.
 * @throws Error with a sentence; the signal's reason once it is aborted, and nothing is written then
 */
export async function exportModel(
  { folder: given, out }: ExportModelOrder,
  { signal, progress }: ExportOptions = {},
): Promise<ExportedModel> {
  const folder = modelPlace(given);
  const model = await describeModel(given, 'elsewhere');
  if (model.problem) throw new Error(model.problem);
  const graph = model.kind === 'classifier' ? exportedGraph(folder) : undefined;
  const files = await modelFilesIn(folder, graph && relative(folder, graph).replaceAll(sep, '/'));
  if (files.length === 0) throw new Failure(noModelIn(folder));
  const beside = join(dirname(folder), evaluationFile);
  const has = (name: string) => files.some((file) => file.name === name);
  if (!has(evaluationFile) && basename(folder) === 'model-best' && existsSync(beside))
    files.push({ name: evaluationFile, path: beside, bytes: 0 });
  const licence = join(packageRoot(), 'LICENSE');
  if (resolve(folder).startsWith(join(packageRoot(), 'models')) && !has('LICENSE') && existsSync(licence))
    files.push({ name: 'LICENSE', path: licence, bytes: 0 });

  const zip = new ZipFile();
  const top = folderName(model.version ? `${model.name}-${model.version}` : model.name);
  for (const { name, path } of files)
    zip.addFile(path, `${top}/${name}`, { mode: 0o100644, compress: !dense.test(name) });
  if (!has(modelFiles.card)) zip.addBuffer(Buffer.from(shortCard(model)), `${top}/${modelFiles.card}`);
  zip.end();

  const expected = Math.max(
    1,
    files.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  let bytes = 0;
  await mkdir(dirname(resolve(out)), { recursive: true });
  await writeAtomically(
    out,
    (async function* () {
      for await (const chunk of packed(zip)) {
        signal?.throwIfAborted();
        bytes += chunk.length;
        progress?.(Math.min(1, bytes / expected), 'packing');
        yield chunk;
      }
    })(),
  );
  return { out, bytes, files: files.length };
}

/** The archive as it is written; what goes wrong in reading a file ends it. */
async function* packed(zip: ZipFile): AsyncIterable<Buffer> {
  const output = zip.outputStream as NodeJS.ReadableStream & { destroy(error: Error): void };
  zip.on('error', (error: Error) => output.destroy(error));
  yield* output as AsyncIterable<Buffer>;
}

/** For a model that has no card: what its files tell. */
function shortCard({ name, version, guidelines, relationTypes, licence, source }: ListedModel): string {
  const types = [...new Set(guidelines.flatMap(({ entityTypes }) => entityTypes))];
  return [
    `# ${name}${version ? ` ${version}` : ''}`,
    types.length > 0
      ? `Marks ${types.join(', ')}${relationTypes.length > 0 ? ` and finds ${relationTypes.join(', ')}` : ''}.`
      : 'An encoder to train a model on.',
    `Licence: ${licence ?? 'not told'}.${source ? ` Downloaded from ${source}.` : ''}`,
    'It came without a card: what it learned from and how good it is are not told.',
    '',
  ].join('\n\n');
}
