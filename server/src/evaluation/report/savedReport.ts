import * as z from 'zod';
import { givens } from '../../annotation/given';
import type { CurvePoint } from './model';

const counts = z.array(z.int().nonnegative());
const interval = z.tuple([z.number(), z.number()]);
const curve: z.ZodType<readonly CurvePoint[]> = z.array(
  z.object({
    share: z.number(),
    documents: z.int().nonnegative(),
    stages: z.array(
      z.object({
        given: z.enum(givens),
        figures: z.array(
          z.object({
            name: z.string(),
            measure: z.string(),
            type: z.string(),
            form: z.enum(['figures', 'share']),
            r: z.number(),
            f1: z.number().optional(),
            interval: z.object({ p: interval.optional(), r: interval, f1: interval.optional() }),
            comparison: z
              .object({ other: z.number(), difference: z.number(), interval, p: z.number() })
              .optional(),
          }),
        ),
      }),
    ),
  }),
);
/** What is read of a report that was saved, to compare with it and to go on with its learning curve. */
export const savedReport = z.object({
  format: z.literal('biogloss-evaluation'),
  version: z.literal(1),
  scored: z.string(),
  folder: z.string().optional(),
  counted: z.array(z.string()),
  curve: curve.optional(),
  stages: z.array(
    z.object({
      given: z.string(),
      figures: z.array(
        z.object({ name: z.string(), byDocument: z.object({ tp: counts, fp: counts, fn: counts }) }),
      ),
    }),
  ),
});
