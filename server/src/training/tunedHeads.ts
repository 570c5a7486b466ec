import type { GuidelineConfig, ModelConfig } from '../tasks/modelConfig';
import { extended } from './labelSets';

/** The entity heads of a base model that goes on learning. */
export interface TunedHeads {
  /** The base's, each at its place, and a new one after them where the documents get a head of their own. */
  readonly guidelines: readonly GuidelineConfig[];
  /** Which of them the documents are annotated by. */
  readonly own: number;
  /** As in `ModelConfig`. */
  readonly marks?: readonly string[];
  /** The base's head that a new one begins as, as far as types are the same; none where no type is. */
  readonly beginsAs?: number;
}

/**
 * Where the documents annotate every type of a head that marks what is shown, that head goes on learning, and new types are added to it. Where they leave
 * one out of each, a head would learn from them that there is none of it; so they get a head of their own, and what they do not annotate is still marked
 * by the base's.
 * @param annotated entity types of the documents
 * @param name of the documents' guideline, where it becomes a new one
 */
export function tunedHeads(
  { guidelines, marks }: Pick<ModelConfig, 'guidelines' | 'marks'>,
  annotated: readonly string[],
  name: string,
): TunedHeads {
  const names = guidelines.map((guideline) => guideline.name);
  const shown = marks ?? [names[0]];
  const [fitting] = guidelines
    .filter(
      ({ name, entityTypes }) =>
        shown.includes(name) && entityTypes.every((type) => annotated.includes(type)),
    )
    .sort((a, b) => b.entityTypes.length - a.entityTypes.length);
  if (fitting) {
    const entityTypes = extended(fitting.entityTypes, annotated, (type) => type);
    return {
      guidelines: guidelines.map((each) => (each === fitting ? { ...fitting, entityTypes } : each)),
      own: guidelines.indexOf(fitting),
      // What these documents say of a type counts from now on.
      marks: marks && [fitting.name, ...marks.filter((each) => each !== fitting.name)],
    };
  }
  const own = unused(name, names);
  const like = shown.findIndex((each) =>
    guidelines[names.indexOf(each)]?.entityTypes.some((type) => annotated.includes(type)),
  );
  return {
    guidelines: [...guidelines, { name: own, entityTypes: [...annotated] }],
    own: guidelines.length,
    marks: [own, ...shown],
    ...(like >= 0 && { beginsAs: names.indexOf(shown[like]) }),
  };
}

/** The name, or the name with the least number from 2 on that no other has. */
function unused(name: string, taken: readonly string[]): string {
  let candidate = name;
  for (let number = 2; taken.includes(candidate); number++) candidate = `${name}-${number}`;
  return candidate;
}
