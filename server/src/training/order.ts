import { readFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import * as z from 'zod';
import { Failure } from '../platform/failure';
import { baseNamed, configNamed } from '../runs/orderNames';
import { runFiles } from '../runs/runFiles';
import { devices } from '../runtime/device';

const trainingOrder = z.object({
  train: z.array(z.string().min(1)).min(1),
  /** Where not given, a tenth of the training documents is held out, drawn by the seed. */
  dev: z.string().optional(),
  out: z.string().min(1),
  /** `default` (the embedded model), `scratch`, a model or run folder, or a folder with a checkpoint of another program. */
  base: z.string().min(1),
  /** A recipe's name or a config file; where not given, the recipe `standard`. */
  config: z.string().optional(),
  /** Takes the place of the config's. */
  seed: z.number().int().nonnegative().optional(),
  /** Takes the place of the config's: of the documents, so much is learned from. */
  share: z.number().gt(0).max(1).optional(),
  resume: z.boolean().optional(),
  /** Besides the config's: files with texts that nobody has annotated, on which the base's judgement is remembered; as `rawText`. */
  remember: z.array(z.string().min(1)).optional(),
  /** Where the network is trained; `auto` where not given. Words, linking and relations are learned on the CPU. */
  device: z.enum(devices).optional(),
  /** A folder where what is learned from text alone is kept, and found by other runs from nothing that would learn the same; in the run folder where not given. */
  beginnings: z.string().optional(),
});

/** What a person asks for: the options of `biogloss train`. */
export type TrainingOrder = Readonly<Omit<z.infer<typeof trainingOrder>, 'train' | 'remember'>> & {
  readonly train: readonly string[];
  readonly remember?: readonly string[];
};

/** The order as it holds whatever folder a process is in. */
export function withAbsolutePaths(order: TrainingOrder): TrainingOrder {
  const { train, dev, out, base, config, beginnings, remember } = order;
  const path = <P extends string | undefined>(given: P) =>
    given && !isAbsolute(given) ? resolve(given) : given;
  return {
    ...order,
    train: train.map(path),
    dev: path(dev),
    out: path(out),
    base: baseNamed(base, path),
    config: configNamed(config, path),
    beginnings: path(beginnings),
    remember: remember?.map(path),
  };
}

/** The order of the run in a folder. @throws Failure with a sentence where it has none that can be read */
export async function readOrder(folder: string): Promise<TrainingOrder> {
  const path = join(folder, runFiles.order);
  try {
    return trainingOrder.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    throw new Failure(
      `${path} does not say what to train. Give the files: biogloss train --train FILE… --out ${folder}.`,
    );
  }
}
