import type { AnnotatedDocument } from '../annotation/model';
import { conceptPairs } from '../formats/relationEnds';
import { Failure } from '../platform/failure';
import { modelConfig, type RelationType } from '../tasks/modelConfig';

/** Entity types of a corpus, the most frequent first. */
export function entityTypesOf(documents: readonly AnnotatedDocument[]): string[] {
  return byFrequency(documents.flatMap(({ mentions }) => mentions.map(({ type }) => type)));
}

/**
 * Relation types of a corpus with the entity types of their ends: for each relation name the pair of types that it joins most often.
 * Relations between concepts that no mention has say nothing and are left out.
 */
export function relationTypesOf(documents: readonly AnnotatedDocument[]): RelationType[] {
  const known = new Map<string, RelationType>();
  for (const { name, subject, object } of joinedTypes(documents))
    if (!known.has(name)) known.set(name, { name, subject, object, threshold: 0.5 });
  return [...known.values()];
}

/** @throws Failure with a sentence where a model cannot have so many: found only at the end of a run, they would make it worthless */
export function checkRelationTypes(types: readonly RelationType[]): void {
  const fitting = modelConfig.shape.relationTypes.safeParse(types);
  if (!fitting.success)
    throw new Failure(
      `No model can be made of these documents: they have ${types.length} relation types ("relationTypes": ${fitting.error.issues[0].message}).`,
    );
}

type JoinedTypes = Pick<RelationType, 'name' | 'subject' | 'object'>;

/** What relations of the documents join and a model of these types does not learn, as `CID (Gene → Disease)`, the most frequent first. */
export const unlearnedRelations = (
  documents: readonly AnnotatedDocument[],
  types: readonly JoinedTypes[],
): string[] => {
  const learned = new Set(types.map(shown));
  return joinedTypes(documents)
    .map(shown)
    .filter((each) => !learned.has(each));
};

const shown = ({ name, subject, object }: JoinedTypes): string => `${name} (${subject} → ${object})`;

/** Each relation name with each pair of entity types that it joins, the most frequent first. */
function joinedTypes(documents: readonly AnnotatedDocument[]): JoinedTypes[] {
  const joined = documents.flatMap(({ mentions, relations }) => {
    const typeOf = new Map(
      mentions.flatMap(({ concepts, type }) => concepts.map(({ id }) => [id, type] as const)),
    );
    return relations.flatMap((relation) =>
      conceptPairs(relation).flatMap(([from, to]) => {
        const [subject, object] = [typeOf.get(from), typeOf.get(to)];
        return subject && object ? [JSON.stringify({ name: relation.type, subject, object })] : [];
      }),
    );
  });
  return byFrequency(joined).map((key) => JSON.parse(key) as JoinedTypes);
}

/** What is there already keeps its place; what is new comes after it. */
export const extended = <T>(known: readonly T[], more: readonly T[], name: (item: T) => string): T[] => {
  const names = new Set(known.map(name));
  return [...known, ...more.filter((item) => !names.has(name(item)))];
};

function byFrequency(items: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([item]) => item);
}
