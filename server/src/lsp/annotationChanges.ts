import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type EntityMention, extent, type Relation } from '../annotation/model';
import type { AnnotationChangesParams, ListChange } from '../protocol/curation';
import { bySpan } from '../text/span';
import { mentionView, relationView } from './annotationViews';
import type { CuratedDocument } from './curation/curatedDocument';

/** Where a greater share of the marks has changed, and more than a few, all are sent anew, slice after slice. */
const [mostChanged, few] = [1 / 2, 1_000];

/**
 * What a client that knows the annotations `before` must be told.
 * @param before of the same version of the document
 * @returns undefined where everything is better sent anew
 */
export function annotationChanges(
  document: TextDocument,
  before: CuratedDocument,
  now: CuratedDocument,
): AnnotationChangesParams | undefined {
  // Whose decision has changed has been made anew.
  const isSame = (a: EntityMention | Relation, b: EntityMention | Relation) =>
    a === b || (before.decisions.get(a) === now.decisions.get(b) && JSON.stringify(a) === JSON.stringify(b));
  const mentions = listChanges(before.mentions, now.mentions, isSame);
  const rejected = listChanges(before.rejected.mentions, now.rejected.mentions, isSame);
  const count = countOf(mentions) + countOf(rejected);
  const all = now.mentions.length + now.rejected.mentions.length;
  if (count > few && count > mostChanged * all) return undefined;
  const viewed = (changes: readonly ListChange<EntityMention>[]) =>
    changes.map(({ added, ...place }) => ({
      ...place,
      added: added.map((mention) => mentionView(document, mention, now)),
    }));
  const relations = (all: readonly Relation[], known: readonly Relation[]) =>
    all.length === known.length && all.every((each, at) => isSame(known[at]!, each))
      ? undefined
      : all.map((each) => relationView(document, each, now));
  return {
    uri: document.uri,
    version: now.version,
    mentions: viewed(mentions),
    rejected: viewed(rejected),
    relations: relations(now.relations, before.relations),
    rejectedRelations: relations(now.rejected.relations, before.rejected.relations),
  };
}

const countOf = (changes: readonly ListChange<unknown>[]): number =>
  changes.reduce((sum, { added }) => sum + added.length, 0);

/** What turns one list of mentions into another; both are in order of reading. */
export function listChanges(
  before: readonly EntityMention[],
  after: readonly EntityMention[],
  isSame: (a: EntityMention, b: EntityMention) => boolean,
): ListChange<EntityMention>[] {
  const changes: { start: number; removed: number; added: EntityMention[] }[] = [];
  const changeAt = (at: number) => {
    const last = changes.at(-1);
    if (last && last.start + last.removed === at) return last;
    const next = { start: at, removed: 0, added: [] };
    changes.push(next);
    return next;
  };
  let [at, next] = [0, 0];
  while (at < before.length || next < after.length) {
    const [old, fresh] = [before[at], after[next]];
    if (old && fresh && isSame(old, fresh)) {
      at++;
      next++;
      continue;
    }
    const order = !old ? 1 : !fresh ? -1 : bySpan(extent(old), extent(fresh));
    const change = changeAt(at);
    if (order <= 0) {
      change.removed++;
      at++;
    }
    if (order >= 0) {
      change.added.push(fresh!);
      next++;
    }
  }
  return changes;
}
