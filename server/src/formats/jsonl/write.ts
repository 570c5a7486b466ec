import { type AnnotatedDocument, type EntityMention, extent, type Relation } from '../../annotation/model';
import { plainTextPassages } from '../../text/plainText';
import { entriesOf } from '../attributes';
import { detailsOfMention, detailsOfRelation, plainPassages } from '../details';
import { identified, identifierOf } from '../identifier';
import { codePoints, type Offsets } from '../offsets';

/**
 * Writes a document a line: `spans` and `meta` as Prodigy has them, relations between concepts, and beside them what Prodigy has no field for: parts of
 * interrupted mentions (`fragments`), `concepts` where `kb_id` does not tell all of them, origins, attributes, evidence and, where they are not those of
 * plain text, passages. Programs that do not know a field pass over it. Offsets count code points.
 */
export const writeJsonLines = (documents: readonly AnnotatedDocument[]): string =>
  documents.map((document) => `${JSON.stringify(rowOf(document))}\n`).join('');

const idOnly: ReadonlySet<string> = new Set(['id']);

function rowOf({ id, text, attributes, passages, mentions, relations }: AnnotatedDocument) {
  const offsets = codePoints(text);
  const plain = JSON.stringify(passages) === JSON.stringify(plainTextPassages(text));
  return {
    text,
    meta: { id, ...entriesOf(attributes, idOnly) },
    ...(plain ? {} : { passages: plainPassages(passages, offsets) }),
    spans: mentions.map((mention) => spanIn(mention, text, offsets)),
    relations: relations.map((relation) => relationIn(relation, offsets)),
  };
}

export const relationIn = (relation: Relation, offsets: Offsets) => {
  const { type, subject, object } = relation;
  return { type, subject, object, ...detailsOfRelation(relation, offsets) };
};

export function spanIn(mention: EntityMention, text: string, offsets: Offsets) {
  const whole = extent(mention);
  const [start, end] = offsets.pair(whole);
  const identifier = identifierOf(mention);
  const { concepts, identifier: _, ...details } = detailsOfMention(mention);
  // `kb_id` says it all where reading it gives these concepts again.
  const told = JSON.stringify(identified(identifier).concepts) === JSON.stringify(concepts ?? []);
  return {
    start,
    end,
    label: mention.type,
    text: text.slice(whole.start, whole.end),
    ...(mention.spans.length > 1 && { fragments: mention.spans.map((span) => offsets.pair(span)) }),
    ...(identifier !== '' && { kb_id: identifier }),
    ...(!told && { concepts }),
    ...details,
  };
}
