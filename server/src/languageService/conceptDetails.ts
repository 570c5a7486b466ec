import { qualifiedConceptId } from '../annotation/conceptId';
import { type ConceptLink, type EntityMention, wording } from '../annotation/model';
import { isUnlinked } from '../annotation/unlinked';
import type { Concept } from '../terminology/concept';
import type { TermIndex } from '../terminology/index/termIndex';
import { nameKey } from '../terminology/names/nameKey';
import type { ConceptRef, Terminologies } from '../terminology/terminologies';
import { treePaths } from '../terminology/treePaths';
import { conceptLink } from './conceptLink';
import type { Markup } from './markup';

// A hover is read at a glance: what is longer is cut, and says so.
const longestNote = 300;
const mostSynonyms = 6;
const mostPlaces = 2;
const mostSteps = 4;
const mostChoices = 4;

/**
 * What terminologies know of a mention's concepts, a paragraph each: name and id, definition, other names, place in the hierarchy. Several
 * concepts have their names only.
 */
export function describeConcepts(
  { concepts }: Pick<EntityMention, 'concepts'>,
  terminologies: Terminologies,
  markup: Markup,
): string[] {
  const known = concepts.filter(({ id }) => !isUnlinked(id));
  if (known.length === 0) return ['no concept known'];
  const names = known.map((link) => nameAndId(link, terminologies, markup));
  const [only] = known;
  const found = known.length === 1 && only ? find(only, terminologies) : undefined;
  return found ? [...names, ...details(found.index, found.concept, markup)] : names;
}

/** What the mention's name may mean instead, on one line; nothing where nothing else is known. */
export function describeChoices(
  text: string,
  mention: EntityMention,
  terminologies: Terminologies,
  markup: Markup,
): string[] {
  const choices = choicesOf(text, mention, terminologies);
  if (choices.length === 0) return [];
  const told = choices.slice(0, mostChoices).map(({ concepts, score }) => {
    const named = concepts.map((link) => nameAndId(link, terminologies, markup, false)).join(' + ');
    return score === undefined ? named : `${named} ${Math.round(score * 100)} %`;
  });
  const more = choices.length - told.length;
  return [`Or: ${told.join('; ')}${more > 0 ? `; ${more} more` : ''}`];
}

interface Choice {
  readonly concepts: readonly ConceptLink[];
  readonly score?: number;
}

/** Those of the model; of a name that the dictionary found, the other concepts that have it. */
function choicesOf(text: string, mention: EntityMention, terminologies: Terminologies): Choice[] {
  const chosen = new Set(mention.concepts.map(({ id }) => id));
  const others: readonly Choice[] =
    mention.alternatives ??
    (mention.origin === 'dictionary'
      ? terminologies
          .lookup(wording(text, mention))
          .map(({ index, concept }) => ({ concepts: [{ id: index.id(concept) }] }))
      : []);
  return others.filter(({ concepts }) => concepts.length > 0 && !concepts.every(({ id }) => chosen.has(id)));
}

/** Files may leave the prefix of MeSH ids out. */
const find = ({ id }: ConceptLink, terminologies: Terminologies): ConceptRef | undefined =>
  terminologies.find(qualifiedConceptId(id));

function nameAndId(
  { id, name }: ConceptLink,
  terminologies: Terminologies,
  markup: Markup,
  isHead = true,
): string {
  const found = find({ id }, terminologies);
  const preferred = found ? found.index.preferredName(found.concept) : name;
  const address = conceptLink(id);
  const linked = address ? markup.link(id, address) : markup.text(id);
  if (!preferred) return linked;
  return isHead ? `${markup.strong(preferred)} ${linked}` : `${markup.text(preferred)} (${linked})`;
}

function details(index: TermIndex, number: number, markup: Markup): string[] {
  const concept = index.concept(number);
  const note = concept.scopeNote && shortened(concept.scopeNote, longestNote);
  return [
    ...(note ? [markup.text(note)] : []),
    ...otherNames(concept, markup),
    ...places(index, number, markup),
  ];
}

function otherNames({ preferredName, synonyms, looseNames = [] }: Concept, markup: Markup): string[] {
  const keys = new Set([nameKey(preferredName)]);
  const names = [...synonyms, ...looseNames].filter((name) => {
    const key = nameKey(name);
    return !keys.has(key) && keys.add(key);
  });
  if (names.length === 0) return [];
  const more = names.length - mostSynonyms;
  const told = names.slice(0, mostSynonyms).map((name) => markup.text(name.trim()));
  return [`Also called: ${told.join('; ')}${more > 0 ? `; ${more} more` : ''}`];
}

/** The ways from the top of the hierarchy to the concept; of long ones the top and the last steps. */
function places(index: TermIndex, concept: number, markup: Markup): string[] {
  const above = treePaths(index, concept)
    .map((path) => path.slice(0, -1))
    .filter((path) => path.length > 0);
  if (above.length === 0) return [];
  const told = above.slice(0, mostPlaces).map((path) => {
    const names = path.map((each) => markup.text(index.preferredName(each)));
    const steps =
      names.length > mostSteps ? [names[0], '…', ...names.slice(names.length - mostSteps + 1)] : names;
    return steps.join(' › ');
  });
  const more = above.length - told.length;
  return [`Belongs to: ${told.join('; ')}${more > 0 ? `; ${more} more` : ''}`];
}

/** Cut at the end of a word. */
function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2)).replace(/[\s,;:.]+$/, '')} …`;
}
