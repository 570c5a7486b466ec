import { fields, graphOf, readModel } from '../onnx/proto';
import type { InputBlock } from '../tasks/encoder/inputBlock';
import { relationCalibration } from '../tasks/inferenceGraphs';
import type { GuidelineConfig, RelationType } from '../tasks/modelConfig';
import { guidelineOf } from '../tasks/ner/guideline';
import { headName } from '../tasks/ner/head';

// Files of two models in one folder would run, and be wrong: rows of tables would be those of other words, labels those of other types.

/**
 * Compares the entity graph's weights with the folder's other files.
 * @param path for the message
 * @throws Error with a sentence where they are not as many as those say
 */
export function checkEntityWeights(
  path: string,
  graph: Uint8Array,
  { input, guidelines }: { readonly input: InputBlock; readonly guidelines: readonly GuidelineConfig[] },
): void {
  const rows = rowsOfWeights(graph);
  const heads = guidelines.map((guideline, index): [string, number] => [
    `${headName(guideline, index)}.bias`,
    guidelineOf(guideline).labels.size,
  ]);
  compare(path, rows, [...Object.entries(input.tableRows), ...heads]);
  const named = new Set(heads.map(([name]) => name));
  const unnamed = [...rows.keys()].find((name) => /^guideline\..*\.bias$/s.test(name) && !named.has(name));
  if (unnamed !== undefined)
    throw new Error(misfit(path, `config.json names no guideline for its "${unnamed}"`));
}

/** The same of the relation graph. */
export const checkRelationWeights = (path: string, graph: Uint8Array, types: readonly RelationType[]): void =>
  compare(path, rowsOfWeights(graph), [[relationCalibration.slope, types.length]]);

function compare(
  path: string,
  rows: ReadonlyMap<string, number>,
  expected: readonly (readonly [string, number])[],
): void {
  for (const [name, count] of expected)
    if (rows.get(name) !== count)
      throw new Error(
        misfit(path, `its "${name}" should have ${count} rows, but has ${rows.get(name) ?? 'none'}`),
      );
}

const misfit = (path: string, how: string): string =>
  `${path} does not fit the other files of its folder: ${how}. Install the model again.`;

function rowsOfWeights(model: Uint8Array): ReadonlyMap<string, number> {
  const weights = graphOf(readModel(model)).messages(fields.graph.initializer, (i) => `tensor ${i + 1}`);
  return new Map(
    weights.map((weight) => [weight.text(fields.tensor.name), weight.sizes(fields.tensor.dims)[0] ?? 1]),
  );
}
