/** Where the weights of the `transformer` input block stand in a checkpoint of BERT's kind. */

export interface WeightPlace {
  /** Possible names, without the part that names the encoder in a larger model. */
  readonly names: readonly string[];
  /** Linear layers are stored as [out, in], and are [in, out] here. */
  readonly isTransposed?: boolean;
  /** Only the first row: that of the first segment. */
  readonly isFirstRow?: boolean;
}

/** TensorFlow's names of a layer norm's parts are in files of before 2019. */
const norm = (name: string, part: 'weight' | 'bias'): WeightPlace => ({
  names: [`${name}.LayerNorm.${part}`, `${name}.LayerNorm.${part === 'weight' ? 'gamma' : 'beta'}`],
});

const embeddings: Readonly<Record<string, WeightPlace>> = {
  pieces: { names: ['embeddings.word_embeddings.weight'] },
  positions: { names: ['embeddings.position_embeddings.weight'] },
  segment: { names: ['embeddings.token_type_embeddings.weight'], isFirstRow: true },
  'norm.scale': norm('embeddings', 'weight'),
  'norm.bias': norm('embeddings', 'bias'),
};

/** Of a layer, by our names of its linear layers. */
const linears: Readonly<Record<string, string>> = {
  'attention.query': 'attention.self.query',
  'attention.key': 'attention.self.key',
  'attention.value': 'attention.self.value',
  'attention.output': 'attention.output.dense',
  'feedForward.expand': 'intermediate.dense',
  'feedForward.contract': 'output.dense',
};
const norms: Readonly<Record<string, string>> = {
  'attention.norm': 'attention.output',
  'feedForward.norm': 'output',
};

/** @param name of a parameter of the input block, from `input.` on */
export function placeOf(name: string): WeightPlace {
  const embedding = /^input\.embeddings\.(.+)$/.exec(name);
  if (embedding) return embeddings[embedding[1]];
  const [, layer, part, kind] = /^input\.layer(\d+)\.(.+)\.(weight|scale|bias)$/.exec(name)!;
  const at = `encoder.layer.${layer}`;
  if (part in norms) return norm(`${at}.${norms[part]}`, kind === 'bias' ? 'bias' : 'weight');
  return { names: [`${at}.${linears[part]}.${kind}`], isTransposed: kind === 'weight' };
}

/** The encoder alone, and as part of larger models. */
export const prefixes: readonly string[] = ['', 'bert.', 'roberta.', 'encoder.', 'model.'];
