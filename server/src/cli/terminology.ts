import { defineCommand } from './command';
import { UsageError } from './usageError';

const usage = () => `Usage: biogloss terminology import|build|info …

Terminologies come with a later version of BioGloss.
`;

export const terminology = defineCommand({
  usage,
  options: {},
  async run() {
    throw new UsageError(
      'terminologies come with a later version of BioGloss; there is nothing to import, build or show yet',
    );
  },
});
