import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where a model's files lie: in a model folder itself; in a run folder, or in what is neither, in its `model-best`. */
export const modelPlace = (given: string): string =>
  existsSync(join(given, 'config.json')) ? given : join(given, 'model-best');
