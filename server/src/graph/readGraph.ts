import * as z from 'zod';
import { givens } from '../annotation/given';
import type { KnowledgeGraph } from './model';

const offset = z.int().nonnegative();
const place = { start: offset, end: offset };
const quote = z.object({ ...place, text: z.string() });
const score = z.number().min(0).max(1).optional();

const schema: z.ZodType<KnowledgeGraph> = z.object({
  provenance: z.object({
    version: z.string(),
    model: z.string().optional(),
    given: z.enum([...givens, 'all']),
    minimumScore: z.number(),
  }),
  documents: z.array(
    z.object({ id: z.string(), source: z.string().optional(), surrogatePairs: z.array(offset).optional() }),
  ),
  concepts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      types: z.array(z.string()),
      wordings: z.array(z.object({ text: z.string(), count: offset })),
      mentionCount: offset,
      places: z.array(z.object({ document: offset, mentionCount: offset, first: z.object(place) })),
    }),
  ),
  relations: z.array(
    z.object({
      type: z.string(),
      subject: z.string(),
      object: z.string(),
      negated: z.boolean(),
      claims: z.array(z.object({ document: offset, score })),
      bestScore: score,
      meanScore: score,
      evidenceCount: offset,
      evidence: z.array(
        z.object({ document: offset, sentence: quote, subject: quote, object: quote, score }),
      ),
    }),
  ),
});

/**
 * A graph that was written as JSON.
 * @throws Error with a clause that says what is wrong with the text
 */
export function readGraph(json: string): KnowledgeGraph {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error('it is not valid JSON');
  }
  const read = schema.safeParse(value);
  if (!read.success) {
    const { path, message } = read.error.issues[0];
    throw new Error(`"${path.join('.')}" is wrong: ${message}`);
  }
  const { documents, concepts, relations } = read.data;
  const used = [
    ...concepts.flatMap(({ places }) => places),
    ...relations.flatMap(({ claims, evidence }) => [...claims, ...evidence]),
  ];
  const stranger = used.find(({ document }) => document >= documents.length);
  if (stranger) throw new Error(`it speaks of document ${stranger.document}, and has ${documents.length}`);
  return read.data;
}
