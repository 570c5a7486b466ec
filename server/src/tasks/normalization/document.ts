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
    for (const branch of branchesOf(sure).flat()) branches.add(branch, key);
  }
  for (const { name, choices } of asked) {
    const key = name.toLowerCase();
    for (const choice of choices) {
      const isMeant = conceptsOf(choice.meaning).every((id: Meaning) => meant.besides(key, id));
      choice.features.set('in the document', isMeant ? 1 : 0);
      let near = 0;
      for (const path of branchesOf(choice)) {
        let steps = 0;
        while (steps < path.length && branches.besides(key, path[steps])) steps++;
        near = Math.max(near, steps / path.length);
      }
      choice.features.set('near the document', near);
    }
  }
}

/** The ways down the hierarchy to a choice's concepts: C18, C18.452, C18.452.394. */
function branchesOf({ concepts }: Choice): string[][] {
  return concepts.flatMap((concept) =>
    concept ? concept.index.treeNumbers(concept.concept).map(wayDown) : [],
  );
}

function wayDown(tree: string): string[] {
  const ends = [...tree.matchAll(/\.|$/g)].map(({ index }) => index);
  return ends.map((end) => tree.slice(0, end));
}
