import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readShortJson, readShortText } from '../checkpoints/boundedFile';
import { isHubFolder } from '../checkpoints/encoderConfig';
import { exportedGraph, readExportedClassifier } from '../checkpoints/exportedClassifier';
import { modelPlace } from '../checkpoints/modelPlace';
import { modelFiles } from '../pipeline/modelFolder';
import { sentence } from '../platform/failure';
import type { ListedModel } from '../protocol/models';
import { modelConfig } from '../tasks/modelConfig';
import { licenceOfCard } from './frontMatter';
import { modelFilesIn } from './modelFilesIn';
import { scoresOf } from './scoresOf';
import { readSource } from './sourceFile';

const longestConfig = 2 ** 20;
const longestCard = 2 ** 20;

type Described = Pick<ListedModel, 'kind' | 'name' | 'version' | 'guidelines' | 'relationTypes' | 'problem'>;

/**
 * What a person should know of a model before it is used, by its small files alone: no weight is read.
 * @param folder what names it: a model folder, or a run folder with a `model-best`
 */
export async function describeModel(folder: string, origin: ListedModel['origin']): Promise<ListedModel> {
  const files = modelPlace(folder);
  const [described, found, source, scores] = await Promise.all([
    describe(files).catch(
      (error): Described => ({ ...nameless(folder), problem: withStop(sentence(error)) }),
    ),
    modelFilesIn(files).catch(() => []),
    readSource(files),
    scoresOf(files),
  ]);
  const card = join(files, modelFiles.card);
  const told = existsSync(card)
    ? licenceOfCard(await readShortText(card, longestCard).catch(() => ''))
    : undefined;
  return {
    folder,
    files,
    origin,
    ...described,
    bytes: found.reduce((sum, { bytes }) => sum + bytes, 0),
    licence: source?.licence ?? told,
    source: source?.from,
    card: existsSync(card) ? card : undefined,
    scores,
  };
}

const nameless = (folder: string) => ({
  kind: 'unusable' as const,
  name: basename(folder),
  guidelines: [],
  relationTypes: [],
});

async function describe(folder: string): Promise<Described> {
  if (await isHubFolder(folder)) {
    const graph = exportedGraph(folder);
    const rest = { name: basename(folder), relationTypes: [] };
    if (!graph) return { ...rest, kind: 'checkpoint', guidelines: [] };
    const { name, entityTypes } = await readExportedClassifier(folder, graph);
    return { ...rest, kind: 'classifier', guidelines: [{ name, entityTypes }] };
  }
  const path = join(folder, modelFiles.config);
  const read = modelConfig.safeParse(await readShortJson(path, longestConfig));
  if (!read.success) {
    const [{ path: setting, message }] = read.error.issues;
    throw new Error(`${path} is of no model that this version reads: "${setting.join('.')}": ${message}`);
  }
  const { name, version, guidelines, relationTypes } = read.data;
  return {
    kind: 'model',
    name,
    version,
    guidelines,
    relationTypes: relationTypes.map((type) => `${type.name} (${type.subject} → ${type.object})`),
  };
}

const withStop = (text: string): string => (text.endsWith('.') ? text : `${text}.`);
