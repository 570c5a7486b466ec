import { isHubFolder } from '../checkpoints/encoderConfig';
import { exportedGraph, readExportedClassifier } from '../checkpoints/exportedClassifier';
import { checkModelFile } from '../runtime/modelCheck';
import { TokenClassifier } from '../tasks/encoder/tokenClassifier';
import { NameLexicon } from '../tasks/normalization/nameLexicon';
import { ConceptRates } from '../tasks/relation/conceptRates';
import type { TermIndex } from '../terminology/index/termIndex';
import { placesIn, type ReadableModel, readModelFolder } from './modelFolder';

/**
 * Reads whatever can read texts: a model or run folder, or a token classifier that Optimum exported, whose names are linked by likeness and which
 * finds no relations.
 * @param terms the index that comes with BioGloss, for models that ask a dictionary
 * @throws Error with a sentence that names the file and what is wrong with it
 */
export async function readModel(given: string, terms: TermIndex): Promise<ReadableModel> {
  if (!(await isHubFolder(given))) return readModelFolder(given, terms);
  const graph = exportedGraph(given);
  if (!graph)
    throw new Error(
      `${given} is a checkpoint that finds no entities yet: train a model on it with --base, or give the folder of an ONNX export (model.onnx).`,
    );
  const { name, tokenizer, positions, entityTypes, ...labels } = await readExportedClassifier(given, graph);
  return {
    folder: given,
    config: {
      name,
      version: 'exported',
      guidelines: [{ name, entityTypes: [...entityTypes] }],
      relationTypes: [],
    },
    readEntities: () => checkModelFile(graph),
    encoderOver: (session) => new TokenClassifier(session, tokenizer, positions, labels),
    lexicon: NameLexicon.learn([]),
    rates: ConceptRates.none(placesIn(terms)),
  };
}
