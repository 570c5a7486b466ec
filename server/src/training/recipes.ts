import corrections from '../../../configs/corrections.json';
import correctionsTransformer from '../../../configs/corrections-transformer.json';
import quick from '../../../configs/quick.json';
import quickTransformer from '../../../configs/quick-transformer.json';
import scratch from '../../../configs/scratch.json';
import standard from '../../../configs/standard.json';
import standardTransformer from '../../../configs/standard-transformer.json';
import thorough from '../../../configs/thorough.json';
import thoroughTransformer from '../../../configs/thorough-transformer.json';
import { isTransformer } from '../checkpoints/encoderConfig';
import { Failure } from '../platform/failure';
import type { RecipeName } from '../runs/recipeNames';
import { type TrainingConfig, trainingConfig } from './trainingConfig';

/** Of each recipe the config for a base of word features and the one for a large encoder, which takes small steps. They are the files in `configs/`. */
const recipes: Readonly<Record<RecipeName, { readonly words: unknown; readonly transformer: unknown }>> = {
  quick: { words: quick, transformer: quickTransformer },
  standard: { words: standard, transformer: standardTransformer },
  thorough: { words: thorough, transformer: thoroughTransformer },
  corrections: { words: corrections, transformer: correctionsTransformer },
};

/**
 * The config of a recipe for a base.
 * @param base as in `TrainingOrder`
 * @throws Failure with a sentence where there is none for it
 */
export async function recipeFor(base: string, name: RecipeName = 'standard'): Promise<TrainingConfig> {
  if (base === 'scratch') {
    if (name !== 'standard')
      throw new Failure(
        `The recipe "${name}" goes on from a model. From nothing there is one, "standard"; configs/scratch.json can be copied and changed.`,
      );
    return trainingConfig.parse(scratch);
  }
  const isLarge = base !== 'default' && (await isTransformer(base));
  return trainingConfig.parse(recipes[name][isLarge ? 'transformer' : 'words']);
}
