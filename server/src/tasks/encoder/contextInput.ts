import { linear } from '../../nn/linear';
import type { GraphBuilder, Value } from '../../onnx/builder';
import type { HostTensor } from '../../runtime/session';
import { type Dictionary, dictionaryFeatures, dictionaryOne } from '../dictionary/dictionary';
import type { WordInputConfig } from '../modelConfig';
import { occurrencesOf } from '../ner/occurrences';
import type { Reading } from '../reading';
import type { Vocabulary } from '../words/vocabulary';
import { hideWords } from './hideWords';
import type { InputDropout } from './inputBlock';
import type { Sequence } from './sequence';
import type { LongForm, WordContext } from './wordContext';

/** Graph inputs; absent where the config does not ask for them. */
interface ContextInputs {
  readonly dictionary?: Value;
  readonly longForm?: Value;
  readonly longFormVector?: Value;
}

/**
 * The features of a word that its reading decides: what a dictionary says of it there, and, for each occurrence of a short form that the reading
 * defines, what is known of the last word of its long form: the dictionary's features and the word's vector. A model has both, one or none of them.
 */
export class ContextInput {
  /** Numbers of a long form: that there is one, then the dictionary's of its last word. */
  private readonly longFormFeatures: number;

  /** @param dictionary there is one where the config asks for it */
  constructor(
    private readonly config: Pick<WordInputConfig, 'dictionary' | 'longForm'>,
    private readonly vocabulary: Vocabulary,
    private readonly dictionary?: Dictionary,
  ) {
    this.longFormFeatures = 1 + (dictionary ? dictionaryFeatures : 0);
  }

  look(reading: Reading): WordContext {
    return {
      dictionary: this.dictionary?.features(reading) ?? new Uint8Array(),
      longForms: this.config.longForm ? this.longForms(reading) : new Map(),
    };
  }

  /** Declares the inputs that the config asks for. */
  inputs(g: GraphBuilder): ContextInputs {
    const words = ['sequences', 'words'] as const;
    const { dictionary, longForm } = this.config;
    return {
      ...(dictionary && { dictionary: g.input('dictionary', 'float32', [...words, dictionaryFeatures]) }),
      ...(longForm && {
        longForm: g.input('longForm', 'float32', [...words, this.longFormFeatures]),
        longFormVector: g.input('longFormVector', 'int64', words),
      }),
    };
  }

  /**
   * @param vectors the table of word vectors
   * @returns tensors [sequences, words, features] to be put beside the word's others
   */
  write(g: GraphBuilder, inputs: ContextInputs, vectors: Value, dropout: InputDropout): Value[] {
    const { dictionary, longForm, longFormVector } = inputs;
    const made = (name: 'dictionary' | 'longForm', said: Value) =>
      linear(g, name, hideWords(g, said, dropout.dictionary), this.config[name]!);
    return [
      ...(dictionary ? [made('dictionary', dictionary)] : []),
      ...(longForm ? [made('longForm', longForm)] : []),
      ...(longFormVector ? [hideWords(g, g.gather(vectors, longFormVector), dropout.word)] : []),
    ];
  }

  feeds(sequences: readonly Sequence[], words: number): Record<string, HostTensor> {
    const { dictionary, longForm } = this.config;
    return {
      ...(dictionary && { dictionary: dictionaryFeed(sequences, words) }),
      ...(longForm && this.longFormFeeds(sequences, words)),
    };
  }

  private longForms({ text, words, shortForms }: Reading): Map<number, LongForm> {
    const longForms = new Map<number, LongForm>();
    if (shortForms.length === 0) return longForms;
    const wordAtEnd = new Map(words.map(({ end }, word) => [end, word]));
    const byForm = new Map<string, LongForm>();
    for (const { short, long } of shortForms) {
      const form = text.slice(short.start, short.end);
      const word = wordAtEnd.get(long.end);
      if (word === undefined || byForm.has(form)) continue;
      byForm.set(form, { word, vector: this.vocabulary.row(text.slice(words[word].start, long.end)) });
    }
    for (const { start, end, form } of occurrencesOf(byForm.keys(), { text, words }))
      for (let word = start; word < end; word++) longForms.set(word, byForm.get(form)!);
    return longForms;
  }

  private longFormFeeds(sequences: readonly Sequence[], words: number): Record<string, HostTensor> {
    const dims = [sequences.length, words];
    const vectors = new BigInt64Array(sequences.length * words);
    const features = new Float32Array(vectors.length * this.longFormFeatures);
    sequences.forEach(({ start, words: own, context }, s) => {
      for (let w = 0; w < own.length; w++) {
        const longForm = context.longForms.get(start + w);
        if (!longForm) continue;
        const token = s * words + w;
        vectors[token] = BigInt(longForm.vector);
        features[token * this.longFormFeatures] = 1;
        if (this.dictionary)
          copyDictionary(context, longForm.word, 1, features, token * this.longFormFeatures + 1);
      }
    });
    return {
      longForm: { dataType: 'float32', dims: [...dims, this.longFormFeatures], data: features },
      longFormVector: { dataType: 'int64', dims, data: vectors },
    };
  }
}

function dictionaryFeed(sequences: readonly Sequence[], words: number): HostTensor {
  const data = new Float32Array(sequences.length * words * dictionaryFeatures);
  sequences.forEach(({ start, words: own, context }, s) => {
    copyDictionary(context, start, own.length, data, s * words * dictionaryFeatures);
  });
  return { dataType: 'float32', dims: [sequences.length, words, dictionaryFeatures], data };
}

/** Copies the rows of `words` words from the reading's word `first` on. */
function copyDictionary(
  { dictionary }: WordContext,
  first: number,
  words: number,
  target: Float32Array,
  at: number,
): void {
  const from = first * dictionaryFeatures;
  for (let i = 0; i < words * dictionaryFeatures; i++) target[at + i] = dictionary[from + i] / dictionaryOne;
}
