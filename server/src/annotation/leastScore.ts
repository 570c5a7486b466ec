import type { Annotations } from './model';

/** Annotations without those of a lower score (0 to 1). What has none, as what persons say, counts. */
export function scoredAtLeast({ mentions, relations }: Annotations, leastScore: number): Annotations {
  const counts = ({ score }: { readonly score?: number }) => score === undefined || score >= leastScore;
  return { mentions: mentions.filter(counts), relations: relations.filter(counts) };
}
