import type { HostTensor, Session } from '../../runtime/session';
import type { Reading } from '../reading';
import type { TokenizerContent } from '../words/tokenizer';
import { WordPieces } from '../words/wordPieces';
import type { EncodedReading, ReadingEncoder } from './encoder';
import type { SequenceRoom } from './inputBlock';
import { cutIntoPieces, roomFor } from './pieceFeeds';
import { sequencesOf, tokensOfWords } from './sequences';
import { noContext } from './wordContext';

/** What the scores of a foreign classifier mean. */
export interface ClassifierLabels {
  /** For each of our labels the classifier's column, or −1 where it has none. */
  readonly columns: readonly number[];
  /** Labels of the classifier. */
  readonly labels: number;
}

/** The log-probability of a label that a classifier does not know: out of the question. */
const never = -1e4;

/** The inputs of such graphs, by name, from ids and mask. */
const inputs: Readonly<Record<string, (ids: Int32Array, mask: Uint8Array) => BigInt64Array>> = {
  input_ids: (ids) => BigInt64Array.from(ids, BigInt),
  attention_mask: (_, mask) => BigInt64Array.from(mask, BigInt),
  token_type_ids: (ids) => new BigInt64Array(ids.length),
};

/**
 * A token classifier over subwords that another program exported to ONNX. What it says of a word's first subword counts for the word; it gives no
 * states, so nothing else can build on it.
 */
export class TokenClassifier implements ReadingEncoder {
  private readonly pieces: WordPieces;
  private readonly room: SequenceRoom;

  /**
   * @param positions subwords that it sees at once, with what stands around them
   * @throws Error with a sentence where the graph asks for inputs that are not known here
   */
  constructor(
    private readonly session: Session,
    tokenizer: TokenizerContent,
    private readonly positions: number,
    private readonly labels: ClassifierLabels,
  ) {
    this.pieces = new WordPieces(tokenizer);
    this.room = roomFor(this.pieces, positions);
    const unknown = session.inputNames.find((name) => !Object.hasOwn(inputs, name));
    if (unknown !== undefined)
      throw new Error(
        `its graph asks for "${unknown}", and token classifiers take ${Object.keys(inputs).join(', ')}`,
      );
  }

  async encode(readings: readonly Reading[]): Promise<EncodedReading[]> {
    const cut = readings.map((reading) => sequencesOf(reading, this.positions, noContext, this.room));
    const sequences = cut.flatMap((each) => each.sequences);
    const words = Math.max(0, ...sequences.map((sequence) => sequence.words.length));
    if (words === 0)
      return readings.map(() => ({ words: 0, states: new Float32Array(), labels: new Float32Array() }));
    const { longest, ids, mask, firstPieces } = cutIntoPieces(sequences, words, this.pieces);
    const feed = (name: string): HostTensor => ({
      dataType: 'int64',
      dims: [sequences.length, longest],
      data: inputs[name](ids, mask),
    });
    const [output] = this.session.outputNames;
    const scores = (
      await this.session.run(Object.fromEntries(this.session.inputNames.map((name) => [name, feed(name)])), [
        output,
      ])
    )[output];
    if (scores.dims.join() !== [sequences.length, longest, this.labels.labels].join())
      throw new Error(
        `its graph gives scores of the shape [${scores.dims}], and [${sequences.length},${longest},${this.labels.labels}] was expected by config.json`,
      );
    let first = 0;
    return cut.map((each) => {
      const tokens = tokensOfWords(each, first, words);
      first += each.windows.length;
      const places = tokens.map((token) => firstPieces[token]);
      return {
        words: places.length,
        states: new Float32Array(),
        labels: this.labelsAt(scores.data as Float32Array, places),
      };
    });
  }

  /** Log-probabilities of our labels. A probability stands at each label that the classifier's means. */
  private labelsAt(scores: Float32Array, places: Int32Array): Float32Array {
    const { columns, labels } = this.labels;
    const found = new Float32Array(places.length * columns.length);
    for (const [word, place] of places.entries()) {
      const row = scores.subarray(place * labels, (place + 1) * labels);
      const most = row.reduce((a, b) => Math.max(a, b));
      const total = most + Math.log(row.reduce((sum, score) => sum + Math.exp(score - most), 0));
      for (const [label, column] of columns.entries())
        found[word * columns.length + label] = column < 0 ? never : row[column] - total;
    }
    return found;
  }
}
