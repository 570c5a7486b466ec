import { openFile } from './filePart';

/**
 * The text of a file that must not be longer than such files are: what a person was given may be anything.
 * @throws Error with a sentence
 */
export async function readShortText(path: string, longest: number): Promise<string> {
  const file = await openFile(path);
  try {
    const { size } = await file.stat();
    if (size > longest)
      throw new Error(
        `${path} is no file of a checkpoint: it has ${size} bytes, at most ${longest} are read.`,
      );
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** The same as JSON. */
export async function readShortJson(path: string, longest: number): Promise<unknown> {
  const text = await readShortText(path, longest);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path} is not JSON${text === '' ? ': it is empty' : ''}.`);
  }
}
