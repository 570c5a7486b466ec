import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { readShortJson } from '../checkpoints/boundedFile';

/** The file of a downloaded model that says where it is from. */
const sourceFile = 'source.json';

const source = z.object({
  from: z.string().max(2000),
  revision: z.string().max(200).optional(),
  licence: z.string().max(500).optional(),
  /** ISO 8601. */
  downloaded: z.string().max(40).optional(),
  /** SHA-256 of each file. */
  files: z.record(z.string(), z.string()).optional(),
});

export type ModelSource = z.infer<typeof source>;

export async function readSource(folder: string): Promise<ModelSource | undefined> {
  const read = source.safeParse(
    await readShortJson(join(folder, sourceFile), 2 ** 20).catch(() => undefined),
  );
  return read.success ? read.data : undefined;
}

export const writeSource = (folder: string, from: ModelSource): Promise<void> =>
  writeFile(join(folder, sourceFile), `${JSON.stringify(from, null, 2)}\n`);
