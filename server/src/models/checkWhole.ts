import { openCheckpoint } from '../checkpoints/checkpoint';
import { isHubFolder } from '../checkpoints/encoderConfig';
import { exportedGraph } from '../checkpoints/exportedClassifier';
import { readGraphs } from '../pipeline/openModel';
import { readModel } from '../pipeline/readModel';
import { openEmbeddedIndex } from '../terminology/embeddedIndex';

/**
 * Reads all of a model, and runs nothing of it: configs, lists, the operators and weights of its graphs, or the shapes of a checkpoint's tensors.
 * @throws Error with a sentence that names the file and what is wrong with it
 */
export async function checkWhole(folder: string): Promise<void> {
  if ((await isHubFolder(folder)) && !exportedGraph(folder)) await openCheckpoint(folder);
  else await readGraphs(await readModel(folder, openEmbeddedIndex()));
}
