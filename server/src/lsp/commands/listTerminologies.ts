import * as z from 'zod';
import type { TerminologySummary } from '../../protocol/terminology';
import type { TermIndex } from '../../terminology/index/termIndex';
import { isEmbedded } from '../../terminology/openTerminologies';
import { command } from './command';

/** The terminologies in use, the most important first, with what is wrong with them. */
export const listTerminologies = command({
  schema: z.strictObject({}),
  needsTrust: false,
  async execute(_, { terminologies }): Promise<TerminologySummary[]> {
    return terminologies.files.map(({ path, index, problem }) => ({
      path,
      embedded: isEmbedded(path),
      name: index?.meta.name ?? '',
      concepts: index?.conceptCount ?? 0,
      names: index?.nameCount ?? 0,
      types: index ? typesOf(index) : {},
      sources: (index?.meta.sources ?? []).map(({ file, path, title, version, licence }) => ({
        file,
        path,
        title,
        version,
        licence,
      })),
      problem,
    }));
  },
});

function typesOf(index: TermIndex): Record<string, number> {
  const counts = new Map<string, number>();
  for (let concept = 0; concept < index.conceptCount; concept++)
    for (const type of index.types(concept)) counts.set(type, (counts.get(type) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]));
}
