import { conceptsOf } from '../../annotation/meaning';
import type { Choice } from './choices';

/** What a document says by its other names: concepts that are surely meant, and their places in the hierarchy. */
interface Context {
  readonly key: string;
  readonly meaning: string;
  readonly trees: readonly string[];
}

/**
 * Tells each choice whether other names of the document mean the same ("in the document"), or something in the same branch ("near the
 * document": how many steps of the path down the hierarchy they share, of those that the choice's own path has).
 * @param asked for each mention its name and its choices
 */
export function describeDocument(
  asked: readonly { readonly name: string; readonly choices: readonly Choice[] }[],
): void {
  const contexts = new Map<string, Context>();
  for (const { name, choices } of asked) {
    const key = name.toLowerCase();
    if (contexts.has(key)) continue;
    const sure = choices.filter(
      ({ features }) => features.get('strictest match') >= 0.95 && features.get('first by likeness') > 0,
    );
    if (sure.length === 1) contexts.set(key, { key, meaning: sure[0].meaning, trees: treesOf(sure[0]) });
  }
  const all = [...contexts.values()];
  for (const { name, choices } of asked) {
    const others = all.filter(({ key }) => key !== name.toLowerCase());
    const meant = new Set(others.flatMap(({ meaning }) => conceptsOf(meaning)));
    for (const choice of choices) {
      const isMeant = conceptsOf(choice.meaning).every((id) => meant.has(id));
      choice.features.set('in the document', isMeant ? 1 : 0);
      const own = treesOf(choice);
      choice.features.set(
        'near the document',
        Math.max(
          0,
          ...others.flatMap(({ trees }) => trees.flatMap((tree) => own.map((each) => common(each, tree)))),
        ),
      );
    }
  }
}

const treesOf = ({ concepts }: Choice): string[] =>
  concepts.flatMap((concept) => (concept ? concept.index.treeNumbers(concept.concept) : []));

function common(own: string, other: string): number {
  const [steps, others] = [own.split('.'), other.split('.')];
  let same = 0;
  while (same < steps.length && steps[same] === others[same]) same++;
  return same / steps.length;
}
