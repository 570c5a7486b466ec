import { join } from 'node:path';
import * as z from 'zod';
import type { TransformerConfig } from '../tasks/modelConfig';
import { readShortJson } from './boundedFile';
import { modelPlace } from './modelPlace';
import { quoted } from './quoted';

/**
 * The `config.json` of a Hugging Face folder, as far as encoders of BERT's kind need it. Old ones do not name their kind.
 * @see https://huggingface.co/docs/transformers/model_doc/bert#transformers.BertConfig
 */
const count = z
  .number()
  .int()
  .min(1)
  .max(2 ** 20);
const hubConfig = z.object({
  model_type: z.string().default('bert'),
  vocab_size: count,
  hidden_size: count.max(4096),
  num_hidden_layers: count.max(48),
  num_attention_heads: count.max(128),
  intermediate_size: count.max(16_384),
  max_position_embeddings: count.max(32_768),
  type_vocab_size: z.number().int().min(0).max(16).default(2),
  hidden_act: z.string().default('gelu'),
  layer_norm_eps: z.number().positive().max(0.1).default(1e-12),
  position_embedding_type: z.string().default('absolute'),
  is_decoder: z.boolean().default(false),
  pad_token_id: z.number().int().min(0).max(8).nullish(),
  /** Labels of a token classifier by their number. */
  id2label: z.record(z.string(), z.string()).optional(),
  architectures: z.array(z.string()).nullish(),
});

export type HubConfig = z.infer<typeof hubConfig>;

const configFile = 'config.json';
const longestConfig = 2 ** 20;

/** Encoders that are built as BERT is. RoBERTa's places are counted from behind the padding's. */
const kinds: Readonly<Record<string, { readonly countsFromPadding: boolean }>> = {
  bert: { countsFromPadding: false },
  roberta: { countsFromPadding: true },
};

/** Fewer would cut a text into snippets. */
const leastPositions = 32;

/** Whether a folder's `config.json` is of this family rather than of a model of our own. */
export async function isHubFolder(folder: string): Promise<boolean> {
  const content = await readShortJson(join(folder, configFile), longestConfig).catch(() => undefined);
  return (
    typeof content === 'object' &&
    content !== null &&
    !('format' in content) &&
    ('hidden_size' in content || 'id2label' in content)
  );
}

/** Whether a base is an imported encoder, or a model or run folder with one in it. */
export async function isTransformer(base: string): Promise<boolean> {
  if (await isHubFolder(base)) return true;
  const content = await readShortJson(join(modelPlace(base), configFile), longestConfig).catch(
    () => undefined,
  );
  return modelWithTransformer.safeParse(content).success;
}

const modelWithTransformer = z.object({
  network: z.object({ input: z.object({ kind: z.literal('transformer') }) }),
});

/** @throws Error with a sentence that names the file and the setting */
export async function readHubConfig(folder: string): Promise<HubConfig> {
  const path = join(folder, configFile);
  const read = hubConfig.safeParse(await readShortJson(path, longestConfig));
  if (read.success) return read.data;
  const [{ path: setting, message }] = read.error.issues;
  throw new Error(`${path} cannot be used: ${quoted(setting.join('.'))}: ${message}.`);
}

/** What the encoder is built of. @throws Error with a sentence where it is of another kind than those that are known here */
export function transformerOf(folder: string, config: HubConfig): TransformerConfig {
  const refuse = (what: string) => new Error(`The checkpoint in ${folder} cannot be used: ${what}.`);
  const kind = Object.hasOwn(kinds, config.model_type) ? kinds[config.model_type] : undefined;
  if (!kind)
    throw refuse(
      `its model_type is ${quoted(config.model_type)}, and encoders of these kinds are known: ${Object.keys(kinds).join(', ')}`,
    );
  if (config.hidden_act !== 'gelu')
    throw refuse(`its hidden_act is ${quoted(config.hidden_act)}, and only "gelu" is known`);
  if (config.position_embedding_type !== 'absolute')
    throw refuse(
      `its places are told in the way ${quoted(config.position_embedding_type)}, and only "absolute" is known`,
    );
  if (config.is_decoder) throw refuse('it is a decoder, which sees only what stands before a word');
  if (config.hidden_size % config.num_attention_heads !== 0)
    throw refuse(
      `its ${config.num_attention_heads} attention heads do not divide its width ${config.hidden_size}`,
    );
  const firstPosition = kind.countsFromPadding ? (config.pad_token_id ?? 1) + 1 : 0;
  if (config.max_position_embeddings - firstPosition < leastPositions)
    throw refuse(
      `it sees ${config.max_position_embeddings} subwords at once, and at least ${leastPositions} are needed`,
    );
  return {
    kind: 'transformer',
    pieces: config.vocab_size,
    width: config.hidden_size,
    layers: config.num_hidden_layers,
    heads: config.num_attention_heads,
    hidden: config.intermediate_size,
    positions: config.max_position_embeddings,
    firstPosition,
    epsilon: config.layer_norm_eps,
  };
}
