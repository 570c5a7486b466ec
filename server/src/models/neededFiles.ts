import { modelFiles } from '../pipeline/modelFolder';

/** How words are cut, and what tells of the model. */
const besideWeights = [
  'config.json',
  'tokenizer.json',
  'vocab.txt',
  'tokenizer_config.json',
  'special_tokens_map.json',
];
const told =
  /^(README\.md|licen[cs]es?(\.\w+)?|notice(\.\w+)?|citation(\.\w+)?|source\.json|evaluation\.json)$/i;

/** Weights in the order in which they are preferred: training needs the first two, the others are ready for use. */
const weights = ['model.safetensors', 'pytorch_model.bin', 'model.onnx', 'onnx/model.onnx'];

/** The files of models of our own, with those of each input block (`tasks/encoder/inputBlocks.ts`). */
const ownFiles: readonly string[] = [...Object.values(modelFiles), 'words.txt', 'tokenizer.json'];

/**
 * Which of many files make a model: hubs hold the same weights in several forms, and people keep notes beside them.
 * @param preferred the weights to take where there are others, too
 * @returns nothing where there is no model among them
 */
export function neededFiles(names: readonly string[], preferred?: string): string[] {
  if (!names.includes(modelFiles.config)) return [];
  if (names.includes(modelFiles.entities))
    return names.filter((name) => ownFiles.includes(name) || told.test(name));
  const chosen = [preferred, ...weights].find((name) => name !== undefined && names.includes(name));
  if (chosen === undefined) return [];
  return names.filter((name) => besideWeights.includes(name) || told.test(name) || name === chosen);
}

/** The file that a model's own hash is of. */
export const isWeights = (name: string): boolean => weights.includes(name) || name === modelFiles.entities;

/** What to ask a server for that lists nothing. */
export const possibleFiles: readonly string[] = [
  ...besideWeights,
  ...weights,
  'README.md',
  'LICENSE',
  ...ownFiles,
  'evaluation.json',
].filter((name, place, all) => all.indexOf(name) === place);
