import * as z from 'zod';
import { attributes, mentionDetails, passages, relationDetails } from '../details';

// What brat has no line for stands in notes, which it keeps and shows: `#1⇥BioGloss T1⇥{"score":0.93}`. A note about the whole document has a target that no
// annotation is called; brat passes over it.

/** The type of our notes, each one JSON object about its target. */
export const OWN_NOTE = 'BioGloss';
/** The target of a note about the document. */
export const DOCUMENT = 'document';
/** A note on an R line: the ids of the two concepts that the relation is between, a blank between them. */
export const CONCEPTS_NOTE = 'Concepts';
/** brat's own type for what a person writes to an annotation; here the attribute `note`. */
export const PERSON_NOTE = 'AnnotatorNotes';
/** How BioGloss 0.1.0 told a relation without mentions; still read. */
export const RELATION_NOTE = 'DocumentRelation';

const relation = relationDetails.extend({ type: z.string(), subject: z.string(), object: z.string() });

export const mentionNote = mentionDetails.extend({ type: z.string().optional() });
export const relationNote = relationDetails.extend({ type: z.string().optional() });
export const documentNote = z.object({
  id: z.string().optional(),
  attributes: attributes.optional(),
  passages: passages.optional(),
  /** The ids of MeSH stand without its name in the document, while brat's N lines need it. */
  bareMesh: z.boolean().optional(),
  /** Relations of concepts that no mention names. */
  relations: z.array(relation).optional(),
});
export type DocumentNote = z.infer<typeof documentNote>;

/** brat names types and attributes with letters, digits, - and _ alone. */
export const plainName = /^[\p{L}\p{N}_-]+$/u;

const coded = /[%\s]/g;
/** An id without blanks, as lines of brat need it. */
export const idForLine = (id: string): string =>
  id.replace(coded, (character) => encodeURIComponent(character));

export function idOfLine(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
