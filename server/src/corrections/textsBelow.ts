import { filesBelow, isNamedAs, withoutModelsAndRuns } from '../formats/folder';
import { markdown, text as plainText } from '../formats/text';

/** Paths of plain texts and Markdown below a folder, in the order of their names; not those of models and runs. */
export async function textsBelow(folder: string): Promise<string[]> {
  return withoutModelsAndRuns(await filesBelow(folder)).filter(isNamedAs(plainText, markdown));
}
