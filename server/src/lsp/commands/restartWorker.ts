import * as z from 'zod';
import { command } from './command';

/** Starts the analysis anew, whatever state it is in. */
export const restartWorker = command({
  schema: z.strictObject({}),
  needsTrust: false,
  async execute(_, { host, annotator }) {
    host.restart();
    annotator.analyseAll();
    return {};
  },
});
