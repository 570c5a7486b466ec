import { filesBelow, isNamedAs, withoutModelsAndRuns } from './folder';
import { pubtator } from './pubtator/format';
import { markdown, text } from './text';

/**
 * Paths of plain texts and Markdown below a folder, in the order of their names: not corpora that end in `.PubTator.txt`, nor what models and runs hold.
 * @param leftOut as of `filesBelow`
 */
export async function textsBelow(folder: string, leftOut: readonly string[] = []): Promise<string[]> {
  const isCorpus = isNamedAs(pubtator);
  return withoutModelsAndRuns(await filesBelow(folder, leftOut))
    .filter(isNamedAs(text, markdown))
    .filter((name) => !isCorpus(name));
}
