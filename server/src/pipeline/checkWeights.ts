import { fields, graphOf, readModel } from '../onnx/proto';
import type { InputBlock } from '../tasks/encoder/inputBlock';
import type { GuidelineConfig } from '../tasks/modelConfig';
import { guidelineOf } from '../tasks/ner/guideline';
import { headName } from '../tasks/ner/head';

/**
 * Files of two models in one folder would run, and be wrong: rows of tables would be those of other words, labels those of other types.
 * @param path for the message
 * @param entities the bytes of the entity graph
 * @throws Error with a sentence where its weights are not as many as the folder's other files say
 */
export function checkWeights(
  path: string,
  entities: Uint8Array,
  { input, guidelines }: { readonly input: InputBlock; readonly guidelines: readonly GuidelineConfig[] },
): void {
  const rows = rowsOfWeights(entities);
  const heads = guidelines.map((guideline, index): [string, number] => [
    `${headName(guideline, index)}.bias`,
    guidelineOf(guideline).labels.size,
  ]);
  const expected = [...Object.entries(input.tableRows), ...heads];
  const wrong = expected.find(([name, count]) => rows.get(name) !== count);
  if (wrong)
    throw new Error(
      `${path} does not fit the other files of its folder: "${wrong[0]}" should have ${wrong[1]} rows, but has ${rows.get(wrong[0]) ?? 'none'}. Install the model again.`,
    );
  const unnamed = [...rows.keys()].find(
    (name) => /^guideline\..*\.bias$/s.test(name) && !heads.some(([head]) => head === name),
  );
  if (unnamed !== undefined)
    throw new Error(
      `${path} does not fit the other files of its folder: config.json names no guideline for "${unnamed}". Install the model again.`,
    );
}

function rowsOfWeights(model: Uint8Array): ReadonlyMap<string, number> {
  const weights = graphOf(readModel(model)).messages(fields.graph.initializer, (i) => `tensor ${i + 1}`);
  return new Map(
    weights.map((weight) => [weight.text(fields.tensor.name), weight.sizes(fields.tensor.dims)[0] ?? 1]),
  );
}
