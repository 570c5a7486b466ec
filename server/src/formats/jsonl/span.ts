import * as z from 'zod';
import type { EntityMention } from '../../annotation/model';
import { mentionDetails, mentionWith, pair } from '../details';
import { identified, names as namesThem } from '../identifier';
import type { Pair } from '../offsets';
import { detailsIn } from './details';

/** A span with its label, whoever's way of writing it is. Offsets count code points. */
export interface LabelledSpan {
  readonly start: number;
  readonly end: number;
  readonly label: string;
  /** Parts of an interrupted mention; `start` and `end` are then those of the whole. */
  readonly fragments?: readonly Pair[];
  /** doccano's number, which its relations refer to. */
  readonly id?: number;
  /** What the span says it covers, where it says so. */
  readonly text?: string;
  readonly details: Omit<EntityMention, 'spans' | 'type'>;
}

const ofProdigy = z.object({
  start: z.int(),
  end: z.int(),
  label: z.string().min(1),
  text: z.string().optional().catch(undefined),
  kb_id: z.union([z.string(), z.number()]).optional().catch(undefined),
  fragments: z.array(pair).optional(),
});
const triple = z.tuple([z.int(), z.int(), z.string().min(1)]);
const ofDoccano = z.object({
  id: z.int().optional(),
  start_offset: z.int(),
  end_offset: z.int(),
  label: z.string().min(1),
});

/** Names of a span that say something else than attributes of its mention; Prodigy's numbers of tokens follow from its offsets. */
const ownNames = [...Object.keys(ofProdigy.shape), 'token_start', 'token_end'];
const doccanoNames = Object.keys(ofDoccano.shape);

export function labelledSpan(value: unknown): LabelledSpan | undefined {
  const read = ofProdigy.safeParse(value);
  if (read.success) {
    const { start, end, label, text, kb_id, fragments } = read.data;
    const { identifier, ...details } = mentionWith({
      ...(kb_id !== undefined && withIdentifier(String(kb_id))),
      ...detailsIn(mentionDetails, value as Record<string, unknown>, ownNames),
    });
    const names = identifier !== undefined && namesThem(identifier, details.concepts);
    return { start, end, label, text, fragments, details: names ? { ...details, identifier } : details };
  }
  const asTriple = triple.safeParse(value);
  if (asTriple.success) {
    const [start, end, label] = asTriple.data;
    return { start, end, label, details: mentionWith({}) };
  }
  const entity = ofDoccano.safeParse(value);
  if (!entity.success) return undefined;
  const { start_offset: start, end_offset: end, label, id } = entity.data;
  const details = mentionWith(detailsIn(z.object({}), value as Record<string, unknown>, doccanoNames));
  return { start, end, label, id, details };
}

function withIdentifier(kb_id: string) {
  const { concepts, identifier } = identified(kb_id);
  return { concepts: concepts.map(({ id }) => ({ id })), ...(identifier !== undefined && { identifier }) };
}
