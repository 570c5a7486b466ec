import type { EntityMention } from '../../annotation/model';
import { attributesIn, entriesOf } from '../attributes';
import { detailsOfMention, mentionDetails, mentionWith } from '../details';
import { identified, identifierOf, names } from '../identifier';
import { JSON_INFON, jsonIn, jsonInfon, scoreAndOrigin, scoreAndOriginIn } from './infons';
import type { Infons } from './model';

const ownNames = new Set(['type', 'identifier', 'score', 'origin', JSON_INFON]);
/** Where corpora keep a mention's ids: PubTator, tmVar, BC5CDR. */
const identifierNames = ['identifier', 'Identifier', 'MESH', 'OMIM'];

/** What a mention's infons say, all but its place. */
export function mentionInfons(mention: EntityMention): Infons {
  const identifier = identifierOf(mention);
  const { concepts = [], alternatives } = detailsOfMention(mention);
  // The identifier says it all where reading it gives these concepts again.
  const told = JSON.stringify(identified(identifier).concepts) === JSON.stringify(concepts);
  return {
    type: mention.type,
    ...(identifier !== '' && { identifier }),
    ...scoreAndOrigin(mention),
    ...jsonInfon({ ...(!told && { concepts }), ...(alternatives && { alternatives }) }),
    ...entriesOf(mention.attributes, ownNames),
  };
}

/** The mention that infons tell of, without its place. */
export function mentionOfInfons(infons: Infons): Omit<EntityMention, 'spans'> {
  const name = identifierNames.find((each) => infons[each] !== undefined);
  const { concepts, identifier } = identified(name === undefined ? '' : infons[name]!);
  const details = { concepts: [...concepts], ...jsonIn(infons, mentionDetails) };
  const scoreAndOrigin = scoreAndOriginIn(infons);
  const own = ['type', JSON_INFON, ...Object.keys(scoreAndOrigin), ...(name === undefined ? [] : [name])];
  const kept = identifier !== undefined && names(identifier, details.concepts);
  return {
    type: infons['type'] ?? 'Entity',
    ...mentionWith(kept ? { ...details, identifier } : details),
    ...scoreAndOrigin,
    ...attributesIn(infons, new Set(own)),
  };
}
