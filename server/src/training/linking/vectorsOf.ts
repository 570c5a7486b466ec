import type { NameEncoder } from '../../tasks/normalization/nameEncoder';
import { NameVectors } from '../../tasks/normalization/nameVectors';
import { inSlices, type Turn } from '../../terminology/candidates/slices';
import type { Terminologies } from '../../terminology/terminologies';

/** The vectors of all names of each index. @param turn is asked before each slice of the work, and may end it by throwing */
export async function vectorsOf(
  { indexes }: Terminologies,
  encoder: NameEncoder,
  turn: Turn,
): Promise<NameVectors[]> {
  const vectors: NameVectors[] = [];
  for (const index of indexes) vectors.push(await inSlices(NameVectors.building(index, encoder), turn));
  return vectors;
}
