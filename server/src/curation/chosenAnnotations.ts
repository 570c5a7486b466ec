import type { AnnotationChoice } from '../annotation/annotationChoice';
import { besideMentions } from '../annotation/besideMentions';
import type { AnnotatedDocument, Annotations, Attributes } from '../annotation/model';
import { applyDecisions } from './applyDecisions';
import type { Decision, NoteDecision } from './decision';

/** What a model and persons say of one document. */
export interface Voices {
  /** With the annotations that its file brings. */
  readonly document: AnnotatedDocument;
  readonly predicted: Annotations;
  /** Those of the sidecar, placed in the document's text. */
  readonly decisions: readonly Decision[];
  /** What the document's file says counts before them: it is where persons' word is kept. */
  readonly isInFile?: boolean;
}

/**
 * A document with the annotations that were chosen. A person's remarks on the document, or on a place of it, become its `note`, unless only the model is
 * wanted.
 * @returns undefined where only persons' annotations are wanted, and nobody has looked at the document
 */
export function chosenAnnotations(
  choice: AnnotationChoice,
  { document, predicted, decisions, isInFile = false }: Voices,
): AnnotatedDocument | undefined {
  if (choice === 'predicted') return { ...document, ...predicted };
  const own = personsOf(document);
  const isDecided = decisions.some(({ kind }) => kind !== 'note');
  if (choice === 'curated' && !isDecided && own.mentions.length + own.relations.length === 0)
    return undefined;
  const decided = (found: Annotations) => applyDecisions(document.text, found, decisions);
  const standing = isInFile ? laidOver(own, decided(predicted)) : decided(laidOver(own, predicted));
  const attributes = withNotes(document.attributes, decisions);
  return {
    ...document,
    ...(choice === 'curated' ? personsOf(standing) : standing),
    ...(attributes && { attributes }),
  };
}

/** What a corpus or a person says, not a model or a dictionary. */
function personsOf({ mentions, relations }: Annotations): Annotations {
  const isPersons = ({ origin }: { readonly origin: string }) => origin === 'gold' || origin === 'user';
  return { mentions: mentions.filter(isPersons), relations: relations.filter(isPersons) };
}

/** A file's own annotations, with those of a model that they leave room for. */
function laidOver(own: Annotations, predicted: Annotations): Annotations {
  if (own.mentions.length + own.relations.length === 0) return predicted;
  const claims = new Set(own.relations.map(({ type, subject, object }) => claimOf(type, subject, object)));
  const further = predicted.relations.filter(
    ({ type, subject, object }) => !claims.has(claimOf(type, subject, object)),
  );
  return {
    mentions: besideMentions(own.mentions, predicted.mentions),
    relations: [...own.relations, ...further],
  };
}

const claimOf = (...claim: readonly string[]): string => JSON.stringify(claim);

function withNotes(
  attributes: Attributes | undefined,
  decisions: readonly Decision[],
): Attributes | undefined {
  const notes = decisions.filter((each): each is NoteDecision => each.kind === 'note');
  if (notes.length === 0) return attributes;
  const lines = notes.map(({ note, place }) => (place ? `“${place.text}”: ${note}` : note));
  return {
    ...attributes,
    note: [...(attributes?.note === undefined ? [] : [attributes.note]), ...lines].join('\n'),
  };
}
