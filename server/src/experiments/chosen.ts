import { Failure } from '../platform/failure';
import { type ModelPart, modelParts } from './modelFigures';
import type { Plan, PlannedRun, Row } from './plan';

/** What is to be made. */
export interface Chosen {
  readonly parts: readonly ModelPart[];
  readonly runs: readonly PlannedRun[];
}

/**
 * What the words of the command line mean: `model` or a part of its figures, `ablation`, `learningCurve`, a row's name, `report` for nothing. No words
 * mean everything.
 * @throws Failure for a word that means nothing
 */
export function chosen({ ablation, learningCurve }: Plan, words: readonly string[]): Chosen {
  const allParts = Object.keys(modelParts) as ModelPart[];
  const groups = new Map<string, { readonly parts?: readonly ModelPart[]; readonly rows?: readonly Row[] }>([
    ['model', { parts: allParts }],
    ['ablation', { rows: ablation }],
    ['learningCurve', { rows: learningCurve }],
    ['report', {}],
    ...allParts.map((part) => [part, { parts: [part] }] as const),
    ...[...ablation, ...learningCurve].map((row) => [row.name, { rows: [row] }] as const),
  ]);
  const parts = new Set<ModelPart>();
  const runs = new Map<string, PlannedRun>();
  for (const word of words.length > 0 ? words : ['model', 'ablation', 'learningCurve']) {
    const group = groups.get(word);
    if (!group)
      throw new Failure(`There is no experiment "${word}"; there are ${[...groups.keys()].join(', ')}.`);
    for (const part of group.parts ?? []) parts.add(part);
    for (const row of group.rows ?? []) for (const run of row.runs) runs.set(run.name, run);
  }
  return { parts: [...parts], runs: [...runs.values()] };
}
