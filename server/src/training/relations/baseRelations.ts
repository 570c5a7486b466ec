import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expandWeights } from '../../onnx/compress';
import { decodeModel } from '../../onnx/proto';
import { type ModelFolder, modelFiles } from '../../pipeline/modelFolder';
import { relationGraph } from '../../tasks/inferenceGraphs';
import type { LearnedRelations } from './learnRelations';

/** What a base model knows of relations; nothing where it finds none, or was made by a BioGloss whose head was another one. */
export async function baseRelations({
  folder,
  config: { network, relationTypes },
  rates,
}: Pick<ModelFolder, 'folder' | 'config' | 'rates'>): Promise<LearnedRelations | undefined> {
  if (relationTypes.length === 0) return undefined;
  const weights = expandWeights(decodeModel(await readFile(join(folder, modelFiles.relations))));
  const { parameters } = relationGraph(network, relationTypes.length);
  const fits = parameters.every(
    ({ name, shape }) => weights.get(name)?.length === shape.reduce((product, n) => product * n, 1),
  );
  return fits ? { types: relationTypes, weights, rates } : undefined;
}
