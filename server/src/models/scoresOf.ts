import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import { modelFiles } from '../pipeline/modelFolder';
import type { ModelScores } from '../protocol/models';

/** What a training run tells of its best model; it goes along where the model is exported. */
export const evaluationFile = 'evaluation.json';

const longest = 2 ** 20;

const evaluation = z.object({
  documents: z.int().nonnegative(),
  raw: z.record(z.string(), z.union([z.number(), z.object({ f1: z.number().min(0).max(1) })])),
});

/** How good a model is, by the file that its training left, else by its card; undefined where neither tells. */
export async function scoresOf(folder: string): Promise<ModelScores | undefined> {
  // A run's scores are those of its best model; its last one lies beside that.
  const places = basename(folder) === 'model-best' ? [folder, dirname(folder)] : [folder];
  for (const path of places.map((place) => join(place, evaluationFile))) {
    const read = evaluation.safeParse(await json(path));
    if (!read.success) continue;
    const { documents, raw } = read.data;
    const f1 = Object.entries(raw).flatMap(([key, figures]) =>
      typeof figures === 'number' ? [] : named(key, figures.f1),
    );
    if (f1.length === 0) continue;
    const measuredOn = `On ${documents} documents that the training held out, from raw text.`;
    return { measuredOn, f1: Object.fromEntries(f1) };
  }
  return scoresOfCard((await shortText(join(folder, modelFiles.card))) ?? '');
}

/** A score's key, as `evaluate --json` has it, for people; nothing of those that matter less. */
function named(key: string, f1: number): [string, number][] {
  const [, stage, of] = /^(mention|concept|relation)_(.+)$/.exec(key) ?? [];
  if (stage === undefined || /^(seen|unseen)_/.test(of) || (stage === 'concept' && of !== 'all')) return [];
  if (of === 'all') return [[`all ${stage}s`, f1]];
  return [[stage === 'relation' ? `relations ${of}` : of, f1]];
}

/** A row of the table that `training/modelCard` writes: a name, then precision, recall and F1 in percent. */
const row = /^(\w+) +\d+\.\d\d +\d+\.\d\d +(\d+\.\d\d)\b/gm;

/** The first table of a card's part on quality, with the heading above it and the first sentence of that part: what was measured, and on what. */
export function scoresOfCard(card: string): ModelScores | undefined {
  const [, part = ''] = card.split(/^## How good it is$/m);
  const [prose, table = ''] = part.split(/^```\w*$/m);
  const f1 = [...table.matchAll(row)].flatMap(([, key, percent]) => named(key, Number(percent) / 100));
  if (f1.length === 0) return undefined;
  const heading = /^### (.+)$/m.exec(prose)?.[1];
  const said = prose
    .replace(/^###.*/m, '')
    .trim()
    .replace(/\s+/g, ' ')
    .replaceAll('`', '');
  const [first = ''] = /^.+?[.:](?= |$)/.exec(said) ?? [];
  const measuredOn = [heading && `${heading}.`, first.replace(/:$/, '.')].filter(Boolean).join(' ');
  return { measuredOn, f1: Object.fromEntries(f1) };
}

async function json(path: string): Promise<unknown> {
  const text = await shortText(path);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function shortText(path: string): Promise<string | undefined> {
  const there = await stat(path).catch(() => undefined);
  return there?.isFile() && there.size <= longest ? readFile(path, 'utf8') : undefined;
}
