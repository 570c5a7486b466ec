import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeTensors } from '../../server/src/checkpoints/safetensors';
import type { Tensor } from '../../server/src/onnx/ir';
import { segmentWords } from '../../server/src/text/words';
import { tinyCorpus } from './tinyCorpus';

const [width, heads, hidden, layers, positions] = [32, 4, 64, 2, 64];

/** A Hugging Face folder whose weights are noise: two layers over the words of `tinyCorpus`, in safetensors with the names of `BertModel`. */
export async function writeTinyCheckpoint(folder: string, config: object = {}): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const text = tinyCorpus(48).toLowerCase();
  const words = [...segmentWords(text, { start: 0, end: text.length })].map(({ start, end }) =>
    text.slice(start, end),
  );
  const letters = [...'abcdefghijklmnopqrstuvwxyz'].flatMap((letter) => [letter, `##${letter}`]);
  const pieces = [...new Set(['[PAD]', '[UNK]', '[CLS]', '[SEP]', ...words, ...letters])];
  writeFileSync(join(folder, 'vocab.txt'), `${pieces.join('\n')}\n`);
  const described = {
    model_type: 'bert',
    vocab_size: pieces.length,
    hidden_size: width,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    intermediate_size: hidden,
    max_position_embeddings: positions,
    hidden_act: 'gelu',
    ...config,
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(described));
  await writeTensors(join(folder, 'model.safetensors'), tensors(pieces.length));
  return folder;
}

function tensors(pieces: number): Map<string, Tensor> {
  const named = new Map<string, Tensor>();
  const matrix = (name: string, rows: number, columns: number, scale: number) =>
    named.set(name, { dataType: 'float32', shape: [rows, columns], data: noise(rows * columns, scale) });
  const linear = (name: string, outputs: number, inputs: number) => {
    matrix(`${name}.weight`, outputs, inputs, 1 / Math.sqrt(inputs));
    named.set(`${name}.bias`, { dataType: 'float32', shape: [outputs], data: new Float32Array(outputs) });
  };
  const norm = (name: string) => {
    const shape = [width];
    named.set(`${name}.LayerNorm.weight`, {
      dataType: 'float32',
      shape,
      data: new Float32Array(width).fill(1),
    });
    named.set(`${name}.LayerNorm.bias`, { dataType: 'float32', shape, data: new Float32Array(width) });
  };
  matrix('embeddings.word_embeddings.weight', pieces, width, 1);
  matrix('embeddings.position_embeddings.weight', positions, width, 0.2);
  matrix('embeddings.token_type_embeddings.weight', 2, width, 0.2);
  norm('embeddings');
  for (let layer = 0; layer < layers; layer++) {
    const at = `encoder.layer.${layer}`;
    for (const part of ['query', 'key', 'value']) linear(`${at}.attention.self.${part}`, width, width);
    linear(`${at}.attention.output.dense`, width, width);
    norm(`${at}.attention.output`);
    linear(`${at}.intermediate.dense`, hidden, width);
    linear(`${at}.output.dense`, width, hidden);
    norm(`${at}.output`);
  }
  return named;
}

/** Between −`scale` and `scale`, always the same. */
function noise(count: number, scale: number): Float32Array {
  let state = count;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return scale * (state / 2 ** 31 - 1);
  });
}
