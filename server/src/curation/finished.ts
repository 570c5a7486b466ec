import { createHash } from 'node:crypto';
import * as z from 'zod';
import { squeezed } from './anchor';
import type { Sidecar } from './sidecar';

const finished = z.looseObject({
  by: z.string(),
  when: z.iso.datetime(),
  /** SHA-256 of the text with blanks squeezed: after an edit nobody has read the whole of it. */
  text: z.string(),
});

/** That somebody has read a whole document, and everything in it is marked as it should be. */
export type Finished = z.infer<typeof finished>;

const name = 'finished';

/** Who has finished a document, where its text is still the one that they read. */
export function finishedBy({ others }: Sidecar, text: string): Finished | undefined {
  const said = finished.safeParse(others[name]);
  return said.success && said.data.text === hashOf(text) ? said.data : undefined;
}

/** @param who undefined where the document is not finished any more */
export function withFinished(
  sidecar: Sidecar,
  text: string,
  who: Pick<Finished, 'by' | 'when'> | undefined,
): Sidecar {
  return sayingFinished(sidecar, who && finishedNow(text, who));
}

/** What somebody says who has read a text to its end. */
export const finishedNow = (text: string, { by, when }: Pick<Finished, 'by' | 'when'>): Finished => ({
  by,
  when,
  text: hashOf(text),
});

/** A sidecar that says so, or does not: what was said of another text counts no more, and is kept. */
export function sayingFinished(sidecar: Sidecar, said: Finished | undefined): Sidecar {
  const { [name]: _, ...others } = sidecar.others;
  return { ...sidecar, others: said ? { ...others, [name]: said } : others };
}

const hashOf = (text: string): string =>
  createHash('sha256')
    .update(squeezed(text.replace(/^\uFEFF/, '')))
    .digest('hex');
