import { basename, dirname, sep } from 'node:path';
import { filesBelow, isNamedAs } from '../formats/folder';
import { markdown, text as plainText } from '../formats/text';

/** A folder with one of these is a model or a run: its word lists are no texts. */
const marks = new Set(['entities.onnx', 'training.json']);

/** Paths of plain texts and Markdown below a folder, in the order of their names; not those of models and runs. */
export async function textsBelow(folder: string): Promise<string[]> {
  const names = await filesBelow(folder);
  const others = names.filter((name) => marks.has(basename(name))).map((name) => `${dirname(name)}${sep}`);
  return names
    .filter(isNamedAs(plainText, markdown))
    .filter((name) => others.every((other) => other !== `.${sep}` && !name.startsWith(other)));
}
