import type { Session } from '../../runtime/session';
import type { Reading } from '../reading';
import { batchSequences } from './batch';
import type { InputBlock } from './inputBlock';
import { type Sequences, sequencesOf, tokensOfWords } from './sequences';

/** What the network says of a reading's words. */
export interface EncodedReading {
  readonly words: number;
  /** The shared encoder's states, [words × width]. */
  readonly states: Float32Array;
  /** Log-probabilities of the entity labels, [words × labels of all guidelines]. */
  readonly labels: Float32Array;
}

/** What turns readings into states and label scores. */
export interface ReadingEncoder {
  /** Runs the readings as one padded batch; the caller chooses readings of like length that fit together. */
  encode(readings: readonly Reading[]): Promise<EncodedReading[]>;
}

/** The first of a model's two graphs: from words to states and label scores. */
export class Encoder implements ReadingEncoder {
  constructor(
    private readonly session: Session,
    private readonly input: InputBlock,
    private readonly sequenceWords: number,
  ) {}

  encode(readings: readonly Reading[]): Promise<EncodedReading[]> {
    return this.encodeSequences(
      readings.map((reading) =>
        sequencesOf(reading, this.sequenceWords, this.input.look(reading), this.input.room),
      ),
    );
  }

  /** Readings that were cut already, as `encode` cuts them. */
  async encodeSequences(cut: readonly Sequences[]): Promise<EncodedReading[]> {
    const all = cut.flatMap(({ sequences }) => sequences);
    if (all.length === 0)
      return cut.map(() => ({ words: 0, states: new Float32Array(), labels: new Float32Array() }));
    const batch = batchSequences(all, this.input);
    const { states, labels } = await this.session.run(batch.feeds);
    let first = 0;
    return cut.map((sequences) => {
      const tokens = tokensOfWords(sequences, first, batch.words);
      first += sequences.windows.length;
      return { words: tokens.length, states: rows(states, tokens), labels: rows(labels, tokens) };
    });
  }
}

function rows({ data, dims }: { data: unknown; dims: readonly number[] }, wanted: Int32Array): Float32Array {
  const from = data as Float32Array;
  const width = dims[dims.length - 1];
  // One window without padding: the rows are those wanted, and in their order.
  if (wanted.length === dims[0]) return from;
  const picked = new Float32Array(wanted.length * width);
  for (const [i, row] of wanted.entries())
    picked.set(from.subarray(row * width, (row + 1) * width), i * width);
  return picked;
}
