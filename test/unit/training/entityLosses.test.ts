import { test } from 'node:test';
import { WordFeatureInput } from '../../../server/src/tasks/encoder/wordFeatureInput';
import { guidelineOf } from '../../../server/src/tasks/ner/guideline';
import { Vocabulary } from '../../../server/src/tasks/words/vocabulary';
import { finished } from '../../../server/src/terminology/candidates/slices';
import { trainingGraph } from '../../../server/src/training/trainingGraph';
import { learnWordPiece } from '../../../server/src/training/wordPiece';
import { assertLossesOfPyTorch } from '../../support/pytorch';
import { indexOf } from '../terminology/imported';

test('twenty steps of the network of words and entities have the losses of PyTorch', async () => {
  const input = {
    kind: 'wordFeatures',
    vector: 8,
    affixBuckets: 50,
    affix: 4,
    character: 6,
    characterChannels: 10,
    subwords: 20,
    subword: 5,
    shape: 3,
    dictionary: 4,
    longForm: 2,
  } as const;
  const words = Array.from({ length: 29 }, (_, i) => `word ${i}`);
  const built = trainingGraph(
    {
      network: {
        input,
        encoder: { width: 16, dilations: [1, 2], attentionBlocks: 1, heads: 2 },
        relation: { width: 8, members: 1 },
      },
      input: new WordFeatureInput(
        input,
        Vocabulary.of(words),
        finished(learnWordPiece(new Map([['abcdefghijklmnopqrstuvw', 5]]), 20)),
        indexOf({ id: 'D1', preferredName: 'Pain', synonyms: [], types: ['Disease'] }),
      ),
      guidelines: [guidelineOf({ name: 'own', entityTypes: ['Chemical', 'Disease'] })],
    },
    { dropout: { input: 0, hidden: 0, word: 0, affix: 0, dictionary: 0 } },
  );
  await assertLossesOfPyTorch('entities', built);
});
