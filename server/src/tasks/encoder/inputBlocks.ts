import type { TermIndex } from '../../terminology/index/termIndex';
import type { InputBlockConfig } from '../modelConfig';
import type { InputBlock } from './inputBlock';
import { TransformerInput } from './transformerInput';
import { WordFeatureInput } from './wordFeatureInput';

/** How a kind of input block is made from a model folder. */
interface InputBlockKind<Config> {
  /** The files that it needs, besides `config.json` and the graphs. */
  files(config: Config): readonly string[];
  /**
   * @param terms the index that the model was trained with; blocks that ask no dictionary leave it alone
   * @throws Error with a sentence that names the file which cannot be used
   */
  read(config: Config, contents: Readonly<Record<string, string>>, terms: TermIndex): InputBlock;
}

/** By the `kind` that a model's config names. Another kind is a class that implements `InputBlock`, and a line here. */
const inputBlocks: {
  [Kind in InputBlockConfig['kind']]: InputBlockKind<Extract<InputBlockConfig, { kind: Kind }>>;
} = {
  wordFeatures: WordFeatureInput,
  transformer: TransformerInput,
};

export const inputBlockOf = ({ kind }: InputBlockConfig): InputBlockKind<InputBlockConfig> =>
  inputBlocks[kind] as InputBlockKind<InputBlockConfig>;
