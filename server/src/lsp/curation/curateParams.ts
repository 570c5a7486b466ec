import * as z from 'zod';
import { type CurateParams, curationScopes, type UndoCurationParams } from '../../protocol/curation';

const place = z.object({ line: z.int().min(0), character: z.int().min(0) });
const range = z.object({ start: place, end: place });
const ranges = z.tuple([range], range);
const name = z.string().trim().min(1).max(1_000);
const relation = { type: name, subject: name, object: name, document: z.int().min(0).optional() };

/** What a client may ask for; see `protocol/curation.ts`. */
export const curateParams: z.ZodType<CurateParams> = z.object({
  action: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['accept', 'reject', 'clear']) }),
    z.object({ kind: z.literal('changeType'), type: name }),
    z.object({
      kind: z.literal('setBoundaries'),
      side: z.enum(['start', 'end']),
      by: z.enum(['grow', 'shrink']),
    }),
    z.object({ kind: z.literal('setRanges'), ranges }),
    z.object({ kind: z.literal('link'), concepts: z.array(name) }),
    z.object({ kind: z.literal('add'), type: name, concepts: z.array(name).optional() }),
    z.object({
      kind: z.literal('addRelation'),
      ...relation,
      evidence: z.array(z.object({ subject: range, object: range })).optional(),
    }),
    z.object({ kind: z.literal('note'), note: z.string().max(10_000) }),
  ]),
  on: z
    .array(
      z.object({
        uri: z.string().min(1),
        version: z.int(),
        mentions: z.array(z.object({ ranges, type: name.optional() })).optional(),
        relations: z.array(z.object(relation)).optional(),
        decisions: z.array(z.string().min(1)).optional(),
      }),
    )
    .min(1),
  scope: z.enum(curationScopes).optional(),
});

export const undoParams: z.ZodType<UndoCurationParams> = z.object({ uri: z.string().min(1).optional() });
