import { test } from 'node:test';
import { headTrainingGraph } from '../../../../server/src/training/relations/trainHead';
import { assertLossesOfPyTorch } from '../../../support/pytorch';

test('twenty steps of the relation head have the losses of PyTorch', async () => {
  const network = {
    encoder: { width: 16, dilations: [1], attentionBlocks: 0, heads: 2 },
    relation: { width: 8, members: 2 },
  };
  await assertLossesOfPyTorch('relations', headTrainingGraph(network, 2, { states: 0, hidden: 0 }));
});
