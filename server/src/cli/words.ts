import type { UserWord } from '../annotation/userWord';
import { nameOf, readText } from '../platform/textFile';
import type { Terminologies } from '../terminology/terminologies';
import { wordsInUse } from '../terminology/userWords/wordsInUse';
import type { Inputs } from './documents';

/**
 * What a words file says. A row that is wrong is told of, counts as a failed input and is left out.
 * @throws Failure where the file cannot be read
 */
export async function readWordsFile(
  path: string,
  terminologies: Terminologies,
  inputs: Inputs,
): Promise<UserWord[]> {
  const name = nameOf(path);
  const { rows, problems } = wordsInUse([{ name, content: await readText(path) }], terminologies);
  inputs.tell(name, problems.flat());
  return rows.map(({ word }) => word);
}
