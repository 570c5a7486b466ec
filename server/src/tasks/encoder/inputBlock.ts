import type { GraphBuilder, Value } from '../../onnx/builder';
import type { HostTensor } from '../../runtime/session';
import type { Reading } from '../reading';
import type { Sequence } from './sequence';
import type { WordContext } from './wordContext';

/** Shares of what is hidden from the network while it trains; without effect elsewhere. */
export interface InputDropout {
  /** Of single features. */
  readonly input: number;
  /** Inside the layers of a block that has some. */
  readonly hidden: number;
  /** Of words whose vector, and whose affixes, are hidden as a whole: the rest must do, as it must for unknown words. */
  readonly word: number;
  readonly affix: number;
  /** Of words for which the dictionary's features are hidden: it must not be relied on for every name. */
  readonly dictionary: number;
}

/** How much a sequence can hold at most, and how much of it a word takes; a word never takes more than a quarter of it. */
export interface SequenceRoom {
  readonly most: number;
  taken(word: string, afterSpace: boolean): number;
}

/**
 * What stands below the encoder: it turns words into features. Graph, feeds and files of one
 * block are made by one class, so that they fit together; everything above reads word features and does not care where they come from.
 */
export interface InputBlock {
  /**
   * Writes the block's inputs, parameters and nodes.
   * @returns [sequences, words, features]
   */
  write(g: GraphBuilder, dropout: InputDropout): Value;

  /** What `feeds` needs to know of a reading's words beyond their form. */
  look(reading: Reading): WordContext;

  /** Feeds of the block's inputs for sequences that are padded to `words`. */
  feeds(sequences: readonly Sequence[], words: number): Record<string, HostTensor>;

  /** Where words take up unlike room in a sequence, as they do in subwords; elsewhere each takes the same. */
  readonly room?: SequenceRoom;

  /** The files of a model folder that the block is made from again: content by name. */
  files(): Readonly<Record<string, string>>;

  /** How many rows its tables have, by the names of their weights: its files may be those of another model. */
  readonly tableRows: Readonly<Record<string, number>>;

  /** A sentence for the model card. */
  describe(): string;
}
