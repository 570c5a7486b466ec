import type { TermIndex } from '../../terminology/index/termIndex';
import type { InputBlockConfig } from '../modelConfig';
import type { InputBlock } from './inputBlock';
import { WordFeatureInput } from './wordFeatureInput';

/** How a kind of input block is made from a model folder. */
interface InputBlockKind {
  /** The files that it needs, besides `config.json` and the graphs. */
  files(config: InputBlockConfig): readonly string[];
  /**
   * @param terms the index that the model was trained with; blocks that ask no dictionary leave it alone
   * @throws Error with a sentence that names the file which cannot be used
   */
  read(config: InputBlockConfig, contents: Readonly<Record<string, string>>, terms: TermIndex): InputBlock;
}

/** By the `kind` that a model's config names. Another kind is a class that implements `InputBlock`, and a line here. */
export const inputBlocks: Record<InputBlockConfig['kind'], InputBlockKind> = {
  wordFeatures: WordFeatureInput,
};
