import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type EntityMention, type Relation, wording } from '../annotation/model';
import { isUnlinked } from '../annotation/unlinked';
import { mentionUncertainty, relationUncertainty } from '../curation/uncertainty';
import { verdictOf } from '../curation/verdict';
import { nameOf } from '../languageService/concepts';
import { toRange } from '../languageService/ranges';
import type {
  AnnotationsParams,
  Decided,
  MentionView,
  RelationEnd,
  RelationView,
} from '../protocol/annotations';
import type { CuratedDocument } from './curation/curatedDocument';

/** So many take some milliseconds to write down. */
const mentionsInSlice = 1_500;

/**
 * Annotations as the client gets them: in lines and characters, with the names that it shows. Each slice is made when it is
 * asked for, which must be before the document changes.
 */
export function* annotationSlices(
  document: TextDocument,
  annotations: CuratedDocument,
  withRejected: boolean,
): Generator<AnnotationsParams, undefined> {
  const { version, complete, mentions, relations, unread, rejected } = annotations;
  const of = Math.max(1, Math.ceil((mentions.length + rejected.mentions.length) / mentionsInSlice));
  for (let index = 0; index < of; index++) {
    const share = <T>(list: readonly T[]) =>
      list.slice(Math.floor((index * list.length) / of), Math.floor(((index + 1) * list.length) / of));
    yield {
      uri: document.uri,
      version,
      complete,
      slice: { index, of },
      mentions: share(mentions).map((mention) => mentionView(document, mention, annotations)),
      relations: share(relations).map((relation) => relationView(document, relation, annotations)),
      ...(withRejected && {
        rejected: share(rejected.mentions).map((mention) => mentionView(document, mention, annotations)),
        rejectedRelations: share(rejected.relations).map((relation) =>
          relationView(document, relation, annotations),
        ),
      }),
      unread: share(unread).map((span) => toRange(document, span)),
    };
  }
}

/** @param annotations those of the document, the mention among them */
export function mentionView(
  document: TextDocument,
  mention: EntityMention,
  annotations: CuratedDocument,
): MentionView {
  const [first, ...rest] = mention.spans;
  return {
    ranges: [toRange(document, first), ...rest.map((span) => toRange(document, span))],
    type: mention.type,
    text: wording(document.getText(), mention),
    concepts: mention.concepts.filter(({ id }) => !isUnlinked(id)),
    score: mention.score,
    uncertainty: annotations.decisions.get(mention) !== undefined ? 0 : mentionUncertainty(mention),
    origin: mention.origin,
    ...decidedOn(mention, annotations),
  };
}

/** @param annotations those of the document, the relation among them */
export function relationView(
  document: TextDocument,
  relation: Relation,
  annotations: CuratedDocument,
): RelationView {
  const end = (side: 'subject' | 'object'): RelationEnd => ({
    id: relation[side],
    concept: isUnlinked(relation[side]) ? undefined : relation[side],
    name: nameOf(document.getText(), annotations.mentions, relation, side),
  });
  return {
    type: relation.type,
    subject: end('subject'),
    object: end('object'),
    score: relation.score,
    uncertainty:
      annotations.decisions.get(relation) !== undefined
        ? 0
        : relationUncertainty(relation, annotations.thresholds?.[relation.type]),
    origin: relation.origin,
    negated: relation.negated,
    document: annotations.documentOf?.(relation),
    ...decidedOn(relation, annotations),
    evidence: relation.evidence.map(({ sentence, subject, object }) => ({
      sentence: toRange(document, sentence),
      subject: toRange(document, subject),
      object: toRange(document, object),
    })),
  };
}

/** What somebody has decided of a mention or relation; nothing where nobody has. */
function decidedOn(
  thing: EntityMention | Relation,
  { decisions, added }: CuratedDocument,
): { readonly decided?: Decided } {
  const decision = decisions.get(thing);
  if (!decision) return {};
  const { id, by, when, note } = decision;
  const verdict = verdictOf(decision, !('evidence' in thing && added?.has(thing)));
  return { decided: { decision: id, verdict, by, when, ...(note !== undefined && { note }) } };
}
