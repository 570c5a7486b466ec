import { embedding } from '../../nn/embedding';
import { layerNorm } from '../../nn/layerNorm';
import { postNormTransformerLayer } from '../../nn/transformer';
import type { GraphBuilder, Value } from '../../onnx/builder';
import { normal } from '../../onnx/initializers';
import { add } from '../../onnx/shapes';
import type { HostTensor } from '../../runtime/session';
import type { TransformerConfig } from '../modelConfig';
import { readTokenizer, type TokenizerContent } from '../words/tokenizer';
import { WordPieces } from '../words/wordPieces';
import type { InputBlock, InputDropout, SequenceRoom } from './inputBlock';
import { cutIntoPieces, roomFor } from './pieceFeeds';
import type { Sequence } from './sequence';
import { noContext, type WordContext } from './wordContext';

const tokenizerFile = 'tokenizer.json';

/**
 * The `transformer` input block: the encoder of an imported checkpoint over subwords. The state of a word's first subword stands for the word.
 * @see Devlin et al. 2019, "BERT", sections 3 and 5.3
 */
export class TransformerInput implements InputBlock {
  readonly room: SequenceRoom;
  private readonly pieces: WordPieces;

  /** @throws Error with a sentence where tokenizer and tables do not fit together */
  constructor(
    private readonly config: TransformerConfig,
    private readonly tokenizer: TokenizerContent,
  ) {
    this.pieces = new WordPieces(tokenizer);
    if (this.pieces.size > config.pieces)
      throw new Error(
        `tokenizer.json has ids up to ${this.pieces.size - 1}, but the table of subwords has ${config.pieces} rows: they are of different models.`,
      );
    this.room = roomFor(this.pieces, config.positions - config.firstPosition);
  }

  static files(): string[] {
    return [tokenizerFile];
  }

  static read(config: TransformerConfig, contents: Readonly<Record<string, string>>): TransformerInput {
    return new TransformerInput(config, readTokenizer(JSON.parse(contents[tokenizerFile])));
  }

  get tableRows(): Readonly<Record<string, number>> {
    return {
      'input.embeddings.pieces': this.config.pieces,
      'input.embeddings.positions': this.config.positions,
    };
  }

  files() {
    return { [tokenizerFile]: `${JSON.stringify(this.tokenizer)}\n` };
  }

  describe(): string {
    const { layers, width, pieces } = this.config;
    return `A transformer of ${layers} layers, ${width} wide, over ${pieces.toLocaleString('en')} subwords`;
  }

  write(g: GraphBuilder, dropout: InputDropout): Value {
    const { layers, width, heads, hidden, epsilon } = this.config;
    const ids = g.input('pieces', 'int64', ['sequences', 'pieces']);
    const mask = g.input('pieceMask', 'float32', ['sequences', 'pieces']);
    const firstPieces = g.input('firstPieces', 'int64', ['sequences', 'words']);
    return g.scope('input', () => {
      let x = this.embeddings(g, ids, dropout);
      for (let layer = 0; layer < layers; layer++)
        x = g.scope(`layer${layer}`, () =>
          postNormTransformerLayer(g, x, { mask, heads, hidden, dropout: dropout.hidden, epsilon }),
        );
      return g.gather(g.reshape(x, ['sequences*pieces', width]), firstPieces);
    });
  }

  look(): WordContext {
    return noContext;
  }

  feeds(sequences: readonly Sequence[], words: number): Record<string, HostTensor> {
    const { longest, ids, mask, firstPieces } = cutIntoPieces(sequences, words, this.pieces);
    const dims = [sequences.length, longest];
    return {
      pieces: { dataType: 'int64', dims, data: BigInt64Array.from(ids, BigInt) },
      pieceMask: { dataType: 'float32', dims, data: Float32Array.from(mask) },
      firstPieces: {
        dataType: 'int64',
        dims: [sequences.length, words],
        data: BigInt64Array.from(firstPieces, BigInt),
      },
    };
  }

  /** Of a subword, of its place, and of the first of two segments: a text has one here. */
  private embeddings(g: GraphBuilder, ids: Value, dropout: InputDropout): Value {
    const { pieces, width, positions, firstPosition, epsilon } = this.config;
    return g.scope('embeddings', () => {
      const table = g.parameter('positions', [positions, width], normal(0.02));
      const places = g.slice(table, 0, firstPosition, add('pieces', firstPosition));
      const segment = g.parameter('segment', [width], normal(0.02));
      const sum = g.add(g.add(embedding(g, 'pieces', ids, { count: pieces, width }), places), segment);
      return g.dropout(layerNorm(g, 'norm', sum, epsilon), dropout.input);
    });
  }
}
