import type { EntityMention } from '../../annotation/model';
import type { Reading } from '../reading';
import type { Linker } from './linker';
import { questionsOf } from './questions';

/**
 * Gives every mention its concepts, and what else its name may mean.
 * @param haste do not wait for the linker's tables: names that need them stay unlinked for now, and none has alternatives
 */
export async function linkMentions(
  reading: Reading,
  mentions: readonly EntityMention[],
  linker: Linker,
  { haste = false } = {},
): Promise<EntityMention[]> {
  const questions = questionsOf(reading, mentions);
  const linked =
    haste && !linker.isPrepared
      ? questions.map((question) => linker.linkPlain(question))
      : await linker.link(questions);
  return mentions.map((mention, i) => ({ ...mention, ...linked[i] }));
}
