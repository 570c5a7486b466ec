import type {
  DocumentPlaces,
  FoundPlace,
  SurveyedConcept,
  SurveyedRelation,
} from '../../../server/src/protocol/survey';

/** A row of the view of concepts. */
export type SurveyRow =
  | { readonly kind: 'type'; readonly type: string; readonly concepts: readonly SurveyedConcept[] }
  | { readonly kind: 'relationType'; readonly type: string; readonly relations: readonly SurveyedRelation[] }
  | { readonly kind: 'concept'; readonly concept: SurveyedConcept }
  | { readonly kind: 'relation'; readonly relation: SurveyedRelation }
  | { readonly kind: 'document'; readonly of: string; readonly document: DocumentPlaces }
  | { readonly kind: 'place'; readonly document: DocumentPlaces; readonly place: FoundPlace };

export type SurveyOrder = 'count' | 'name';

/** The first rows: a group for each type of concept, then one for each type of relation, the largest first. */
export function groupRows(
  concepts: readonly SurveyedConcept[],
  relations: readonly SurveyedRelation[],
  order: SurveyOrder,
): SurveyRow[] {
  const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true }).compare;
  const sorted = <Item>(items: readonly Item[], nameOf: (item: Item) => string): readonly Item[] =>
    // By count is how they come.
    order === 'count' ? items : [...items].sort((a, b) => byName(nameOf(a), nameOf(b)));
  return [
    ...grouped(concepts).map(
      ([type, items]): SurveyRow => ({ kind: 'type', type, concepts: sorted(items, ({ name }) => name) }),
    ),
    ...grouped(relations).map(
      ([type, items]): SurveyRow => ({
        kind: 'relationType',
        type,
        relations: sorted(items, ({ subjectName, objectName }) => `${subjectName} ${objectName}`),
      }),
    ),
  ];
}

function grouped<Item extends { readonly type: string }>(items: readonly Item[]): [string, Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(item.type);
    if (group) group.push(item);
    else groups.set(item.type, [item]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}
