import * as z from 'zod';
import type { Span } from '../../text/span';
import type { BioCDocument, BioCPassage, BioCPlace } from './model';
import { PlacedPart, PlacedText } from './places';

// Files differ in small things: ids are numbers or texts, lists that would be empty are left out, infons hold null or numbers.
const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value == null ? '' : String(value)));
const infons = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((record) =>
    Object.fromEntries(
      Object.entries(record ?? {}).flatMap(([key, value]) =>
        value == null || typeof value === 'object' ? [] : [[key, String(value)]],
      ),
    ),
  );
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
const whole = z.coerce.number().int().min(0);

// Put in by whoever wants to know where things stand; another program's property of that name is no such thing.
const place = z
  .custom<BioCPlace>((value) => value instanceof PlacedPart)
  .optional()
  .catch(undefined);

const annotation = z.object({
  place,
  id: text,
  infons,
  text,
  locations: list(z.object({ offset: whole, length: whole })),
});
const relation = z.object({ place, id: text, infons, nodes: list(z.object({ refid: text, role: text })) });
const parts = { annotations: list(annotation), relations: list(relation) };
const textPlace = z
  .custom<Span>((value) => value instanceof PlacedText)
  .optional()
  .catch(undefined);
const sentence = z.object({ infons, offset: whole, text, textPlace, ...parts });
const passage = z.object({ infons, offset: whole, text, textPlace, ...parts, sentences: list(sentence) });
const document = z.object({ id: text, infons, passages: list(passage), ...parts });
type ParsedDocument = z.infer<typeof document>;

/** A BioC document as JSON has it, or what is wrong with it and where. */
export function parseDocument(
  value: unknown,
): { document: BioCDocument } | { path: PropertyKey[]; message: string } {
  const read = document.safeParse(value);
  if (read.success) return { document: withSentences(read.data) };
  const { path, message } = read.error.issues[0]!;
  return { path, message };
}

const withSentences = (parsed: ParsedDocument): BioCDocument => ({
  ...parsed,
  passages: parsed.passages.map(
    (each): BioCPassage => ({
      ...each,
      sentences: each.sentences.map((inner) => ({ ...inner, sentences: [] })),
    }),
  ),
});
