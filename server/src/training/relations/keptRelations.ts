import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modelFiles, readModelFolder } from '../../pipeline/modelFolder';
import { runFiles } from '../../runs/runFiles';
import { openEmbeddedIndex } from '../../terminology/embeddedIndex';
import type { RunFolder } from '../runFolder';
import { type ModelParts, withRelations } from '../writeModel';
import { baseRelations } from './baseRelations';

/**
 * Relations are learned once in a run, over the entities that it ended with: a run that was cut short afterwards finds them in its model.
 * @param parts of the run's model without them
 * @param learn writes them into `model-best`
 * @returns the parts that are in `model-best` then
 */
export async function keptRelations(
  folder: RunFolder,
  parts: ModelParts,
  learn: () => Promise<ModelParts>,
): Promise<ModelParts> {
  const best = join(folder.path, runFiles.best);
  const over = createHash('sha256')
    .update(await readFile(join(best, modelFiles.entities)))
    .digest('hex');
  const path = join(folder.path, runFiles.relations);
  const before = folder.resumed ? await readFile(path, 'utf8').catch(() => '{}') : '{}';
  if (JSON.parse(before).learnedOver === over) {
    const relations = await baseRelations(await readModelFolder(best, openEmbeddedIndex()));
    return relations ? withRelations(parts, relations) : parts;
  }
  const known = await learn();
  await folder.save(runFiles.relations, { learnedOver: over });
  return known;
}
