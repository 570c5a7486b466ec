import { conceptsOf, type Meaning } from '../../annotation/meaning';
import type { Choice } from './choices';

/** Which names say something; of many it only matters that it is more than one. */
class Sayers {
  readonly #first = new Map<string, string>();
  readonly #several = new Set<string>();

  add(what: string, name: string): void {
    const first = this.#first.get(what);
    if (first === undefined) this.#first.set(what, name);
    else if (first !== name) this.#several.add(what);
  }

  get isEmpty(): boolean {
    return this.#first.size === 0;
  }

  /** True where a name other than `name` says it. */
  besides(name: string, what: string): boolean {
    return this.#several.has(what) || (this.#first.get(what) ?? name) !== name;
  }
}

/**
 * Tells each choice whether other names of the document mean the same ("in the document"), or something in the same branch ("near the
 * document": how much of the way down the hierarchy to the choice leads to what another name means). Only names count that match by their key.
 * @param asked for each mention its name and its choices
 */
export function describeDocument(
  asked: readonly { readonly name: string; readonly choices: readonly Choice[] }[],
): void {
  const meant = new Sayers();
  const branches = new Sayers();
  const seen = new Set<string>();
  for (const { name, choices } of asked) {
    const key = name.toLowerCase();
    if (seen.has(key)) continue;
    seen.add(key);
    const sure = choices.find(
      ({ features }) => features.get('first by likeness') > 0 && features.get('strictest match') >= 0.95,
    );
    if (!sure) continue;
    for (const id of conceptsOf(sure.meaning)) meant.add(id, key);
    for (const tree of treesOf(sure)) for (const end of stepsOf(tree)) branches.add(tree.slice(0, end), key);
  }
  const described = new Set<readonly Choice[]>();
  for (const { name, choices } of asked) {
    // Mentions of the same name share their choices.
    if (described.has(choices)) continue;
    described.add(choices);
    const key = name.toLowerCase();
    for (const choice of choices) {
      const isMeant = conceptsOf(choice.meaning).every((id: Meaning) => meant.besides(key, id));
      choice.features.set('in the document', isMeant ? 1 : 0);
      choice.features.set('near the document', nearness(choice, key, branches));
    }
  }
}

/** How much of the way down to a choice's concepts leads to what names other than `key` mean: 0 to 1, for the way that has most of it. */
function nearness(choice: Choice, key: string, branches: Sayers): number {
  let nearest = 0;
  if (branches.isEmpty) return nearest;
  for (const tree of treesOf(choice)) {
    const ends = stepsOf(tree);
    let steps = 0;
    while (steps < ends.length && branches.besides(key, tree.slice(0, ends[steps]))) steps++;
    nearest = Math.max(nearest, steps / ends.length);
  }
  return nearest;
}

const treesOf = ({ concepts }: Choice): string[] =>
  concepts.flatMap((concept) => (concept ? concept.index.treeNumbers(concept.concept) : []));

/** Where the steps of a way down the hierarchy end: those of C18.452.394 are C18, C18.452 and C18.452.394. */
function stepsOf(tree: string): number[] {
  const ends: number[] = [];
  for (let end = tree.indexOf('.'); end >= 0; end = tree.indexOf('.', end + 1)) ends.push(end);
  ends.push(tree.length);
  return ends;
}
