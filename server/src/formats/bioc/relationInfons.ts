import * as z from 'zod';
import type { ConceptId, Relation } from '../../annotation/model';
import { attributesIn, entriesOf } from '../attributes';
import { detailsOfRelation, relationDetails, relationWith } from '../details';
import type { Offsets } from '../offsets';
import { JSON_INFON, jsonIn, jsonInfon, scoreAndOrigin, scoreAndOriginIn } from './infons';
import type { Infons } from './model';

const own = new Set(['type', 'entity1', 'entity2', 'score', 'origin', 'negated', JSON_INFON]);
const ownDetails = relationDetails.extend({ ends: z.tuple([z.string(), z.string()]).optional() });

/** A relation of the document as infons: its concepts by name (`entity1`, `entity2`), as BioRED has them. */
export function relationInfons(relation: Relation, offsets: Offsets): Infons {
  const { type, subject, object, negated, attributes } = relation;
  const misread = [subject, object].some((each) => withoutType(each) !== each);
  return {
    type,
    entity1: subject,
    entity2: object,
    ...scoreAndOrigin(relation),
    ...(negated !== undefined && { negated: String(negated) }),
    ...jsonInfon({
      ...(misread && { ends: [subject, object] }),
      ...detailsOfRelation(relation, offsets, ['score', 'negated', 'origin', 'attributes']),
    }),
    ...entriesOf(attributes, own),
  };
}

/**
 * The relation that infons tell of.
 * @param ofNodes the concepts of the annotations that the relation's nodes refer to, for relations that do not name concepts
 * @returns undefined where two concepts are not told
 */
export function relationOfInfons(
  infons: Infons,
  ofNodes: readonly (ConceptId | undefined)[],
  offsets: Offsets,
): Relation | undefined {
  const { ends: exact, ...details } = jsonIn(infons, ownDetails);
  const { type, relation, negated } = infons;
  const [subject, object] = exact ?? namedEnds(infons) ?? ofNodes;
  if (!subject || !object) return undefined;
  const { lost: _, ...others } = relationWith(details, offsets);
  const told = { ...scoreAndOriginIn(infons), ...negationIn(negated) };
  const used = new Set([
    'type',
    'entity1',
    'entity2',
    JSON_INFON,
    ...Object.keys(told),
    ...(type === undefined ? ['relation'] : []),
    ...(infons['entity1'] === undefined ? ['Chemical', 'Disease'] : []),
  ]);
  return {
    type: type ?? relation ?? 'relation',
    subject,
    object,
    ...others,
    ...told,
    ...attributesIn(infons, used),
  };
}

/** Whether a relation is denied, as people and programs write it; nothing where it says something else. */
function negationIn(told = ''): { negated?: boolean } {
  if (/^(?:true|yes|y|t|1)$/i.test(told.trim())) return { negated: true };
  return /^(?:false|no|n|f|0)$/i.test(told.trim()) ? { negated: false } : {};
}

/** Concepts that are named outright (BioRED), or by two further infons (BC5CDR: `Chemical`, `Disease`). */
function namedEnds({ entity1, entity2, Chemical, Disease }: Infons): [ConceptId, ConceptId] | undefined {
  if (entity1 !== undefined && entity2 !== undefined) return [withoutType(entity1), withoutType(entity2)];
  return Chemical !== undefined && Disease !== undefined ? [Chemical, Disease] : undefined;
}

/** PubTator 3 writes `Chemical|MESH:D009288`; the ids of variants, `c|SUB|G|35|A`, begin with one small letter. */
const withoutType = (entity: string): string => /^[A-Z][A-Za-z]+\|(.+)$/.exec(entity)?.[1] ?? entity;
