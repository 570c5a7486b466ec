import type { AnnotatedDocument } from '../annotation/model';
import { typesOf } from './side';

/** So many ids are named in a sentence. */
const mostNamed = 5;

type Documents = readonly AnnotatedDocument[];

/**
 * Where gold and predictions do not fit each other, a sentence each. None of it stops a comparison, and nothing is left out of one in silence.
 * Documents are matched by their ids.
 */
export function describeMismatches(gold: Documents, predicted: Documents): string[] {
  const [goldIds, predictedIds] = [idsOf(gold), idsOf(predicted)];
  const missing = [...goldIds].filter((id) => !predictedIds.has(id));
  const unknown = [...predictedIds].filter((id) => !goldIds.has(id));
  return [
    ...(missing.length === goldIds.size
      ? [
          `None of the ${goldIds.size} gold documents has a prediction of its id, so that all of them count as empty; the predictions may be of another corpus.`,
        ]
      : sentence(
          missing,
          (those) =>
            `${missing.length} of ${goldIds.size} gold documents have no prediction and count as empty: ${those}.`,
        )),
    ...sentence(
      unknown,
      (those) => `What is predicted of documents that gold does not have does not count: ${those}.`,
    ),
    ...sentence(
      repeated(gold),
      (those) => `Gold has several documents of one id, whose annotations count together: ${those}.`,
    ),
    ...sentence(
      repeated(predicted),
      (those) =>
        `The predictions have several documents of one id, whose annotations count together: ${those}.`,
    ),
    ...sentence(
      otherTexts(gold, predicted),
      (those) =>
        `Other texts are in the predictions than in gold, where offsets are compared all the same: ${those}.`,
    ),
    ...typesApart('mention', gold.flatMap(mentionsIn), predicted.flatMap(mentionsIn)),
    ...typesApart('relation', gold.flatMap(relationsIn), predicted.flatMap(relationsIn)),
  ];
}

const idsOf = (documents: Documents): Set<string> => new Set(documents.map(({ id }) => id));

const mentionsIn = ({ mentions }: AnnotatedDocument) => mentions;

const relationsIn = ({ relations }: AnnotatedDocument) => relations;

/** The ids that stand before more than one document. */
function repeated(documents: Documents): string[] {
  const last = new Map(documents.map(({ id }, place) => [id, place]));
  return [...new Set(documents.flatMap(({ id }, place) => (last.get(id) === place ? [] : [id])))];
}

/** Ids of documents whose predictions bring a text that none of gold's documents of this id has. Some formats bring none. */
function otherTexts(gold: Documents, predicted: Documents): string[] {
  const texts = new Map<string, Set<string>>();
  for (const { id, text } of gold) texts.set(id, (texts.get(id) ?? new Set()).add(text));
  return predicted.flatMap(({ id, text }) => (text !== '' && texts.get(id)?.has(text) === false ? [id] : []));
}

type Typed = readonly { readonly type: string }[];

/** Types that one side alone has. */
function typesApart(noun: string, gold: Typed, predicted: Typed): string[] {
  const counted = (list: Typed, types: readonly string[]) =>
    types.map((type) => `${type} (${list.filter((each) => each.type === type).length})`);
  const [right, claimed] = [typesOf(gold), typesOf(predicted)];
  const foreign = claimed.filter((type) => !right.includes(type));
  const unclaimed = right.filter((type) => !claimed.includes(type));
  return [
    ...sentence(
      counted(predicted, foreign),
      (those) => `Gold has no ${noun} of these types, and predicted ones do not count: ${those}.`,
    ),
    ...sentence(
      counted(gold, unclaimed),
      (those) => `No ${noun} of these types is predicted, and gold has them: ${those}.`,
    ),
  ];
}

/** @param named what it is about; no sentence where there is none */
function sentence(named: readonly string[], say: (those: string) => string): string[] {
  if (named.length === 0) return [];
  const rest = named.length - mostNamed;
  return [say(`${named.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`)];
}
