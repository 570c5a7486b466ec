import * as z from 'zod';
import { attributes, mentionDetails, passages, relationDetails } from '../details';

// What may stand in a file of Web Annotations, of which only what speaks of stretches of texts is looked at.
const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([z.array(item), item.transform((only) => [only])]).optional();

const selector = z.looseObject({
  type: z.string().optional(),
  start: z.int().optional(),
  end: z.int().optional(),
  exact: z.string().optional(),
  prefix: z.string().optional(),
  suffix: z.string().optional(),
});
export type Selector = z.infer<typeof selector>;

const address = z.string().transform((source) => ({ source, selector: [] as Selector[] }));
const source = z.union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)]);
const target = z.union([
  address,
  z.looseObject({ source, selector: oneOrMore(selector) }),
  z.looseObject({ id: z.string() }).transform(({ id }) => ({ source: id, selector: [] as Selector[] })),
]);
export type Target = z.infer<typeof target>;

const body = z.union([
  z.string().transform((id) => ({ id })),
  z.looseObject({
    id: z.string().optional(),
    source: source.optional(),
    purpose: z.string().optional(),
    value: z.string().optional(),
  }),
]);

export const annotation = z.looseObject({
  id: z.string().optional(),
  motivation: oneOrMore(z.string()),
  body: oneOrMore(body),
  bodyValue: z.string().optional(),
  target: oneOrMore(target),
  details: z.unknown().optional(),
});
export type WebAnnotation = z.infer<typeof annotation>;

/** The text that annotations are about, as we write it. */
export const textSource = z.object({
  id: z.string(),
  identifier: z.string().optional(),
  value: z.string(),
  details: z.object({ attributes: attributes.optional(), passages: passages.optional() }).optional(),
});

export const ofMention = mentionDetails;
export const ofRelation = relationDetails.extend({ subject: z.string().min(1), object: z.string().min(1) });
