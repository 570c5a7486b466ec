import type { EntityMention, Origin, Relation } from '../../annotation/model';
import { mentionDetails } from '../details';
import type { Infons } from './model';

// BioC leaves it to each corpus what infons say. Ours are those of BioRED and PubTator 3 where these have one, and `score`, `origin` and `negated`; what
// needs structure (evidence, other choices) is JSON in one infon. Every other infon is an attribute.
export const JSON_INFON = 'biogloss';

export const jsonInfon = (details: object): Infons =>
  Object.keys(details).length === 0 ? {} : { [JSON_INFON]: JSON.stringify(details) };

/** What our JSON infon says; nothing where there is none, or it is not ours. */
export function jsonIn<T>(
  { [JSON_INFON]: json }: Infons,
  schema: { safeParse(value: unknown): { success: boolean; data?: T } },
): Partial<T> {
  if (json === undefined) return {};
  try {
    return schema.safeParse(JSON.parse(json)).data ?? {};
  } catch {
    return {};
  }
}

export const scoreAndOrigin = ({ score, origin }: EntityMention | Relation): Infons => ({
  ...(score !== undefined && { score: String(score) }),
  ...(origin !== 'gold' && { origin }),
});

/** What score and origin are told; absent where an infon of that name says something else, and so is an attribute. */
export function scoreAndOriginIn({ score, origin }: Infons): { score?: number; origin?: Origin } {
  const share = score === undefined || score.trim() === '' ? Number.NaN : Number(score);
  const { data } = mentionDetails.shape.origin.safeParse(origin);
  return { ...(share >= 0 && share <= 1 && { score: share }), ...(data && { origin: data }) };
}
