import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type EntityMention, type Relation, wording } from '../annotation/model';
import { isUnlinked } from '../annotation/unlinked';
import type { DocumentAnnotations } from '../languageService/annotator';
import { nameOf } from '../languageService/concepts';
import { toRange } from '../languageService/ranges';
import type { AnnotationsParams, MentionView, RelationEnd, RelationView } from '../protocol/annotations';

/** So many take some milliseconds to write down. */
const mentionsInSlice = 1_500;

/**
 * Annotations as the client gets them: in lines and characters, with the names that it shows. Each slice is made when it is
 * asked for, which must be before the document changes.
 */
export function* annotationSlices(
  document: TextDocument,
  { version, complete, mentions, relations, unread }: DocumentAnnotations,
): Generator<AnnotationsParams, undefined> {
  const of = Math.max(1, Math.ceil(mentions.length / mentionsInSlice));
  for (let index = 0; index < of; index++) {
    const share = <T>(list: readonly T[]) =>
      list.slice(Math.floor((index * list.length) / of), Math.floor(((index + 1) * list.length) / of));
    yield {
      uri: document.uri,
      version,
      complete,
      slice: { index, of },
      mentions: share(mentions).map((mention) => mentionView(document, mention)),
      relations: share(relations).map((relation) => relationView(document, mentions, relation)),
      unread: share(unread).map((span) => toRange(document, span)),
    };
  }
}

function mentionView(document: TextDocument, mention: EntityMention): MentionView {
  const [first, ...rest] = mention.spans;
  return {
    ranges: [toRange(document, first), ...rest.map((span) => toRange(document, span))],
    type: mention.type,
    text: wording(document.getText(), mention),
    concepts: mention.concepts.filter(({ id }) => !isUnlinked(id)),
    score: mention.score,
    origin: mention.origin,
  };
}

function relationView(
  document: TextDocument,
  mentions: readonly EntityMention[],
  relation: Relation,
): RelationView {
  const end = (side: 'subject' | 'object'): RelationEnd => ({
    concept: isUnlinked(relation[side]) ? undefined : relation[side],
    name: nameOf(document.getText(), mentions, relation, side),
  });
  return {
    type: relation.type,
    subject: end('subject'),
    object: end('object'),
    score: relation.score,
    origin: relation.origin,
    negated: relation.negated,
    evidence: relation.evidence.map(({ sentence, subject, object }) => ({
      sentence: toRange(document, sentence),
      subject: toRange(document, subject),
      object: toRange(document, object),
    })),
  };
}
