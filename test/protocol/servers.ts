import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerOptions } from '../../server/src/lsp/server';
import { Editor } from './editor';

const missing = join(__dirname, 'missing.js');

/** A server whose models know a handful of words and misbehave on demand; see lexicon.worker.ts. */
export const lexiconServer = (model = 'lexicon'): ServerOptions => ({
  workers: {
    analysis: join(__dirname, 'lexicon.worker.js'),
    training: missing,
    terminology: dist('terminologyWorker.js'),
    models: dist('modelsWorker.js'),
  },
  embeddedModel: `/models/${model}`,
});

const dist = (file: string) => join(process.cwd(), 'dist', file);
const embeddedModel = join(process.cwd(), 'models', 'default');

/** The product's own workers and model; undefined in a checkout that has no model yet, or is not built. */
export const productServer = (): ServerOptions | undefined =>
  existsSync(dist('analysisWorker.js')) && existsSync(embeddedModel)
    ? {
        workers: {
          analysis: dist('analysisWorker.js'),
          training: dist('trainingWorker.js'),
          terminology: dist('terminologyWorker.js'),
          models: dist('modelsWorker.js'),
        },
        embeddedModel,
      }
    : undefined;

/** The product's own where they are to be had. */
export const bestServer = (): ServerOptions => productServer() ?? lexiconServer();

export const startEditor = (server: ServerOptions): Promise<Editor> => Editor.start({ server });
