import { linear } from '../nn/linear';
import { crossEntropy } from '../nn/losses';
import { type BuiltGraph, GraphBuilder } from '../onnx/builder';
import { zeros } from '../onnx/initializers';
import type { InputBlock } from '../tasks/encoder/inputBlock';
import { encoder, noDropout } from '../tasks/encoder/network';
import type { WordNetworkConfig } from '../tasks/modelConfig';

/** The frozen table that guesses are compared with: `answers` rows of the word vectors, without the unknown word's. */
export const answerVectors = 'guess.vectors';

/** Word vectors are 1.5 long: without more, no word could be much likelier than another. */
const sharpness = 4;

/**
 * The encoder with a head that guesses hidden words: a state becomes a vector, and the words whose vectors are like it are likely.
 * Inputs are those of `batchMasked`; the output is `loss`. There is no dropout: no text is read twice.
 * @param answers how many words there are to choose from
 */
export function guessingGraph(
  { network, input }: { readonly network: WordNetworkConfig; readonly input: InputBlock },
  answers: number,
): BuiltGraph {
  const g = new GraphBuilder('guessing', { training: true });
  const states = encoder(g, input, network.encoder, noDropout);
  const hidden = g.gather(states, g.input('hidden', 'int64', ['hidden']));
  const width = network.input.vector;
  const guess = g.mul(linear(g, 'guess', hidden, width), sharpness);
  const vectors = g.parameter(answerVectors, [answers, width], zeros, { trainable: false });
  const frequency = g.parameter('guess.frequency', [answers], zeros);
  const scores = g.gemm(guess, vectors, frequency, { transB: true });
  const weights = g.expand(1, ['hidden']);
  g.output('loss', crossEntropy(g, scores, g.input('answers', 'int64', ['hidden']), weights));
  return g.build();
}
