import { ConceptLookup, isForeign, whyUnknown } from '../../formats/conceptLookup';
import { counted } from '../../platform/counted';
import type { Finding, FindingPlace } from '../model';
import { type Check, found, listed, mostPlaces } from './check';

/** Ids of one type of mentions that are looked up. */
interface IdsOfType {
  known: number;
  readonly unknown: Map<string, { mentions: number; place: () => Omit<FindingPlace, 'message'> }>;
}

/** Ids that no terminology in use has: they are learned as they are, and no new name is ever linked to them. */
export const unknownConcepts: Check = function* ({ documents, isKnownConcept }) {
  if (!isKnownConcept) return [];
  const types = new Map<string, IdsOfType>();
  const lookup = new ConceptLookup(isKnownConcept);
  for (const { document, source } of documents) {
    for (const mention of document.mentions)
      for (const { id } of mention.concepts) {
        const isKnown = lookup.isKnown(id);
        if (isKnown === undefined) continue;
        const ids = types.get(mention.type) ?? { known: 0, unknown: new Map() };
        types.set(mention.type, ids);
        const before = ids.unknown.get(id);
        if (isKnown) ids.known++;
        else if (before) before.mentions++;
        else ids.unknown.set(id, { mentions: 1, place: () => source.ofAnnotation(document, mention) });
      }
    yield;
  }
  const [foreign, partly] = [true, false].map((wanted) =>
    [...types].filter(([, { known, unknown }]) => unknown.size > 0 && isForeign(known) === wanted),
  );
  return [...unknownIds(partly), ...foreignTypes(foreign)];
};

type ByType = readonly (readonly [string, IdsOfType])[];

function unknownIds(types: ByType): Finding[] {
  const ids = types.flatMap(([type, { unknown }]) =>
    [...unknown].map(([id, each]) => ({ id, type, ...each })),
  );
  const shares = types.map(([type, { known, unknown }]) => {
    const missing = mentionsOf(unknown);
    return `${type} ${unknown.size.toLocaleString('en')}, in ${missing.toLocaleString('en')} of ${counted(missing + known, 'link')}`;
  });
  return found(
    {
      kind: 'unknownId',
      severity: 'note',
      title: 'Ids that are not known',
      message: `No terminology in use has these ids: ${whyUnknown}. ${listed(shares)}.`,
    },
    ids
      .sort((a, b) => b.mentions - a.mentions)
      .slice(0, mostPlaces)
      .map(({ id, type, mentions, place }) => ({
        ...place(),
        message: `${type}, in ${counted(mentions, 'mention')}`,
        text: id,
      })),
    ids.length,
  );
}

const foreignTypes = (types: ByType): Finding[] =>
  found(
    {
      kind: 'foreignIds',
      severity: 'note',
      title: 'Types whose ids are of another terminology',
      message:
        'No terminology in use has any of their ids. Import the one that they are from to have such names linked.',
    },
    types.map(([type, { unknown }]) => ({
      ...[...unknown.values()][0].place(),
      message: `${counted(unknown.size, 'id')} in ${counted(mentionsOf(unknown), 'mention')}, the first is ${[...unknown.keys()][0]}`,
      text: type,
    })),
  );

const mentionsOf = (unknown: IdsOfType['unknown']): number =>
  [...unknown.values()].reduce((sum, { mentions }) => sum + mentions, 0);
