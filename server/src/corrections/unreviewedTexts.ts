import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sidecarPath } from '../curation/sidecarFile';
import { textsBelow } from '../formats/textsBelow';
import { randomSequence } from '../numbers/randomNumbers';
import { readText } from '../platform/textFile';

/** More do not help a model to remember, and take time. In texts, and in UTF-16 units of all of them together. */
const [mostTexts, mostUnits] = [200, 1_000_000];

/**
 * Texts below folders that nobody has decided on, drawn by a seed: what a model marks in them it is to go on marking. What cannot be read is left out.
 */
export async function unreviewedTexts(folders: readonly string[], seed: number): Promise<string[]> {
  const random = randomSequence(seed, 'unreviewed texts');
  const paths: { path: string; key: number }[] = [];
  for (const folder of folders)
    for (const name of await textsBelow(folder)) paths.push({ path: join(folder, name), key: random() });
  const texts: string[] = [];
  let units = 0;
  for (const { path } of paths.sort((a, b) => a.key - b.key)) {
    if (texts.length >= mostTexts || units >= mostUnits) break;
    if (existsSync(sidecarPath(path))) continue;
    const text = await readText(path).catch(() => '');
    if (text.trim() === '') continue;
    texts.push(text.slice(0, mostUnits - units));
    units += text.length;
  }
  return texts;
}
