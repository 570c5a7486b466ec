import type { GraphBuilder, Value } from '../../onnx/builder';
import { normal, uniform, zeros } from '../../onnx/initializers';
import { lowHalves } from '../../onnx/int64';
import type { HostTensor } from '../../runtime/session';
import type { TermIndex } from '../../terminology/index/termIndex';
import { Dictionary } from '../dictionary/dictionary';
import type { WordInputConfig } from '../modelConfig';
import type { Reading } from '../reading';
import { affixesPerWord } from '../words/affixes';
import { charactersPerWord } from '../words/characters';
import { shapeCount } from '../words/shape';
import { Subwords, subwordsPerWord } from '../words/subwords';
import { Vocabulary } from '../words/vocabulary';
import { WordEncoder } from '../words/wordFeatures';
import { characterConvolution } from './characterConvolution';
import { ContextInput } from './contextInput';
import { hideWords } from './hideWords';
import type { InputBlock, InputDropout } from './inputBlock';
import type { Sequence } from './sequence';
import type { WordContext } from './wordContext';

const wordsFile = 'words.txt';
const tokenizerFile = 'tokenizer.json';

/**
 * The `wordFeatures` input block: what is known of a word, side by side. By its form alone: its vector, affixes, characters, subwords
 * and shape; these are computed once for each distinct word and then copied to its positions. By its place: see `ContextInput`.
 */
export class WordFeatureInput implements InputBlock {
  private readonly subwords: Subwords | undefined;
  private readonly words: WordEncoder;
  private readonly context: ContextInput;

  /**
   * @param tokenizer the content of a `tokenizer.json`; there is one where the config has subwords
   * @param terms the index behind the dictionary features, where the config has them
   */
  constructor(
    private readonly config: WordInputConfig,
    private readonly vocabulary: Vocabulary,
    private readonly tokenizer: object | undefined,
    terms: TermIndex,
  ) {
    this.subwords = tokenizer === undefined ? undefined : new Subwords(tokenizer);
    this.words = new WordEncoder(vocabulary, this.subwords, { affixBuckets: config.affixBuckets });
    this.context = new ContextInput(config, vocabulary, config.dictionary ? Dictionary.of(terms) : undefined);
  }

  static files({ subword }: WordInputConfig): string[] {
    return subword ? [wordsFile, tokenizerFile] : [wordsFile];
  }

  static read(
    config: WordInputConfig,
    contents: Readonly<Record<string, string>>,
    terms: TermIndex,
  ): WordFeatureInput {
    const tokenizer = config.subword ? parseTokenizer(contents[tokenizerFile]) : undefined;
    return new WordFeatureInput(config, Vocabulary.parse(contents[wordsFile]), tokenizer, terms);
  }

  files() {
    return {
      [wordsFile]: this.vocabulary.toString(),
      ...(this.tokenizer && { [tokenizerFile]: `${JSON.stringify(this.tokenizer)}\n` }),
    };
  }

  describe(): string {
    const count = (n: number) => n.toLocaleString('en');
    const parts = [
      `vectors of ${count(this.vocabulary.words.length)} words`,
      ...(this.config.affix ? ['affixes'] : []),
      ...(this.config.character ? ['characters'] : []),
      ...(this.subwords ? [`${count(this.subwords.size)} subwords`] : []),
      'shape',
      ...(this.config.dictionary ? ['names of the term index'] : []),
      ...(this.config.longForm ? ['the long forms of short forms'] : []),
    ];
    return `Word features (${parts.join(', ')})`;
  }

  get tableRows() {
    const { affix, affixBuckets } = this.config;
    return {
      'input.vectors': this.vocabulary.size,
      ...(affix && { 'input.affixes': affixBuckets }),
      ...(this.subwords && { 'input.subwords': this.subwords.size }),
    };
  }

  write(g: GraphBuilder, dropout: InputDropout): Value {
    const { config } = this;
    const ids = {
      position: g.input('position', 'int64', ['sequences', 'words']),
      shape: g.input('shape', 'int64', ['sequences', 'words']),
      vector: g.input('vector', 'int64', ['distinct']),
    };
    const affixes = config.affix && g.input('affixes', 'int64', ['distinct', affixesPerWord]);
    const characters = config.character && g.input('characters', 'int64', ['distinct', charactersPerWord]);
    const subwords = config.subword && {
      ids: g.input('subwords', 'int64', ['distinct', subwordsPerWord]),
      share: g.input('subwordShare', 'float32', ['distinct', subwordsPerWord]),
    };

    const context = this.context.inputs(g);
    return g.scope('input', () => {
      const vectors = g.parameter('vectors', [this.vocabulary.size, config.vector], zeros, {
        trainable: false,
      });
      const shapeTable = g.parameter('shapes', [2 * shapeCount, config.shape], normal(0.3));

      const ends = affixes && affixRows(g, config, affixes);
      const spelling = [
        ...(characters ? [characterConvolution(g, config, characters)] : []),
        ...(subwords ? [subwordMean(g, subwords, [this.subwords!.size, config.subword!])] : []),
      ];

      const at = (rows: Value) => g.gather(rows, ids.position);
      const features = [
        hideWords(g, at(g.gather(vectors, ids.vector)), dropout.word),
        ...(ends ? [hideWords(g, at(ends), dropout.affix)] : []),
        ...(spelling.length > 0 ? [at(g.concat(spelling, 1))] : []),
        g.gather(shapeTable, ids.shape),
        ...this.context.write(g, context, vectors, dropout),
      ];
      return g.dropout(g.concat(features, 2), dropout.input);
    });
  }

  look(reading: Reading): WordContext {
    return this.context.look(reading);
  }

  /** `position` says which distinct word a token is; row 0 is the padding word: no vector, no affixes, no characters. */
  feeds(sequences: readonly Sequence[], words: number): Record<string, HostTensor> {
    const { index, rows } = this.words.encode(sequences.flatMap((sequence) => sequence.words));
    const position = new BigInt64Array(sequences.length * words);
    const shape = new BigInt64Array(sequences.length * words);
    const [places, shapes, ownShapes] = [position, shape, rows.shape].map(lowHalves);
    let read = 0;
    sequences.forEach((sequence, s) => {
      sequence.afterSpace.forEach((afterSpace, w) => {
        const row = index[read++];
        places[2 * (s * words + w)] = row + 1;
        shapes[2 * (s * words + w)] = 2 * ownShapes[2 * row] + (afterSpace ? 1 : 0);
      });
    });
    const distinct = rows.count + 1;
    const perWord = (ids: BigInt64Array, width: number) =>
      int64([distinct, width], withPaddingRow(ids, width));
    return {
      position: int64([sequences.length, words], position),
      shape: int64([sequences.length, words], shape),
      vector: int64([distinct], withPaddingRow(rows.vector, 1)),
      ...(this.config.affix && { affixes: perWord(rows.affixes, affixesPerWord) }),
      ...(this.config.character && { characters: perWord(rows.characters, charactersPerWord) }),
      ...(this.config.subword && {
        subwords: perWord(rows.subwords, subwordsPerWord),
        subwordShare: subwordShare(rows.subwords, rows.count),
      }),
      ...this.context.feeds(sequences, words),
    };
  }
}

function parseTokenizer(content: string): object {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new Error(`${tokenizerFile} is not JSON: ${(error as Error).message}`);
  }
}

/** @returns [distinct, affixesPerWord · affix] */
function affixRows(g: GraphBuilder, { affixBuckets, affix }: WordInputConfig, ids: Value): Value {
  const table = g.parameter('affixes', [affixBuckets, affix!], uniform(0.3));
  return g.reshape(g.gather(table, ids), ['distinct', affixesPerWord * affix!]);
}

/** The mean of a word's subwords. @returns [distinct, subword] */
function subwordMean(
  g: GraphBuilder,
  { ids, share }: { readonly ids: Value; readonly share: Value },
  shape: readonly [number, number],
): Value {
  const table = g.parameter('subwords', shape, normal(0.1));
  const shares = g.reshape(share, ['distinct', subwordsPerWord, 1]);
  return g.reduceSum(g.mul(g.gather(table, ids), shares), [1]);
}

/** One over the number of a word's subwords, at each of them: their weighted sum is the mean. */
function subwordShare(subwords: BigInt64Array, count: number): HostTensor {
  const width = subwordsPerWord;
  const ids = lowHalves(subwords);
  const data = new Float32Array((count + 1) * width);
  for (let row = 0; row < count; row++) {
    let present = 0;
    while (present < width && ids[2 * (row * width + present)] !== 0) present++;
    data.fill(1 / present, (row + 1) * width, (row + 1) * width + present);
  }
  return { dataType: 'float32', dims: [count + 1, width], data };
}

function withPaddingRow(values: BigInt64Array, width: number): BigInt64Array {
  const padded = new BigInt64Array(values.length + width);
  padded.set(values, width);
  return padded;
}

const int64 = (dims: number[], data: BigInt64Array): HostTensor => ({ dataType: 'int64', dims, data });
