import * as z from 'zod';
import type { EntityMention } from '../../annotation/model';
import { attributesIn } from '../attributes';
import { mentionDetails, mentionWith, pair } from '../details';
import { identified, names as namesThem } from '../identifier';
import type { Pair } from '../offsets';

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

const ofProdigy = mentionDetails.extend({
  start: z.int(),
  end: z.int(),
  label: z.string().min(1),
  text: z.string().optional(),
  kb_id: z.string().optional(),
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
const ownNames = new Set([...Object.keys(ofProdigy.shape), 'token_start', 'token_end']);
const doccanoNames = new Set(Object.keys(ofDoccano.shape));

export function labelledSpan(value: unknown): LabelledSpan | undefined {
  const read = ofProdigy.safeParse(value);
  if (read.success) {
    const { start, end, label, text, kb_id, fragments, ...told } = read.data;
    const others = attributesIn(value as Record<string, unknown>, ownNames).attributes;
    const attributes = others === undefined ? told.attributes : { ...others, ...told.attributes };
    const { identifier, ...details } = mentionWith({
      ...(kb_id !== undefined && withIdentifier(kb_id)),
      ...told,
      ...(attributes && { attributes }),
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
  const { attributes } = attributesIn(value as Record<string, unknown>, doccanoNames);
  return { start, end, label, id, details: mentionWith({ ...(attributes && { attributes }) }) };
}

function withIdentifier(kb_id: string) {
  const { concepts, identifier } = identified(kb_id);
  return { concepts: concepts.map(({ id }) => ({ id })), ...(identifier !== undefined && { identifier }) };
}
