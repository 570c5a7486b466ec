import { type Curves, pace } from '../../../server/src/runs/curves';

/** One line of a chart. */
export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
  /** Single measurements, with a mark each; otherwise so many that only their line is drawn. */
  readonly marked: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Chart {
  readonly id: string;
  readonly title: string;
  /** What a point of the horizontal axis is. */
  readonly axis: string;
  readonly series: readonly Series[];
  /** How a value is written. */
  readonly write: (value: number) => string;
}

/** So many points a line has at most; each stands for the mean of its neighbours then. */
const mostPoints = 600;
/** Steps that a smoothed loss looks back. */
const reach = 25;

/** The charts of a run; those that nothing is known for are left out. */
export function chartsOf({ guesses, steps, evaluations }: Curves): Chart[] {
  const learned = [...guesses, ...steps];
  const charts: Chart[] = [
    {
      id: 'loss',
      title: 'Loss',
      axis: 'step',
      series: losses(steps),
      write: (value) => value.toPrecision(3),
    },
    {
      id: 'f1',
      title: 'F1 on the dev documents',
      axis: 'step',
      series: scores(evaluations),
      write: (value) => value.toFixed(3),
    },
    {
      id: 'rate',
      title: 'Learning rate',
      axis: 'step',
      series: [
        line(
          'rate',
          points(steps, ({ rate }) => rate),
        ),
      ],
      write: (value) => value.toExponential(1),
    },
    {
      id: 'speed',
      title: 'Words a second',
      axis: 'step',
      series: [line('words a second', paces(steps.length > 0 ? steps : learned))],
      write: (value) => Math.round(value).toLocaleString('en'),
    },
    {
      id: 'guessing',
      title: 'Loss of reading beforehand',
      axis: 'step',
      series: losses(guesses),
      write: (value) => value.toPrecision(3),
    },
  ];
  return charts
    .map((chart) => ({ ...chart, series: chart.series.filter((each) => each.points.length > 0) }))
    .filter(({ series }) => series.length > 0);
}

interface Step {
  readonly step: number;
  readonly loss: number;
  readonly rate: number;
  readonly words: number;
  readonly seconds: number;
}

const line = (name: string, points: readonly Point[]): Series => ({
  name,
  points: thinned(points),
  marked: false,
});

const points = (steps: readonly Step[], y: (step: Step) => number): Point[] =>
  steps.map((step) => ({ x: step.step, y: y(step) }));

function losses(steps: readonly Step[]): Series[] {
  const each = points(steps, ({ loss }) => loss);
  const smoothed: Point[] = [];
  let sum = 0;
  for (const [i, { x, y }] of each.entries()) {
    sum += y - (i >= reach ? each[i - reach].y : 0);
    smoothed.push({ x, y: sum / Math.min(i + 1, reach) });
  }
  return [line('each step', each), line(`mean of ${reach} steps`, smoothed)];
}

const paces = (steps: readonly Step[]): Point[] => {
  const length = Math.max(1, Math.ceil(steps.length / mostPoints));
  const found: Point[] = [];
  for (let to = length; to <= steps.length; to += length)
    found.push({ x: steps[to - 1].step, y: pace(steps.slice(0, to), Math.max(length, 10)) });
  return found;
};

type Evaluation = Curves['evaluations'][number];

/** The score of everything and of each type, by what a person calls them. */
function scores(evaluations: readonly Evaluation[]): Series[] {
  const named = new Map<string, Point[]>();
  for (const evaluation of evaluations)
    for (const [name, f1] of figuresOf(evaluation)) {
      const points = named.get(name) ?? [];
      named.set(name, points);
      points.push({ x: evaluation.step, y: f1 });
    }
  return [...named].map(([name, points]) => ({ name, points, marked: true }));
}

/** F1 of an evaluation: of all entities, of each type, of concepts, of relations. What the documents are not annotated with has none. */
export function figuresOf({ scores: { raw, givenEntities } }: Evaluation): [name: string, f1: number][] {
  const found: [string, number][] = [];
  const add = (from: typeof raw, key: string, name: string) => {
    const figures = from[key];
    if (typeof figures === 'object' && figures.tp + figures.fn > 0) found.push([name, figures.f1]);
  };
  add(raw, 'mention_all', 'All entities');
  for (const key of Object.keys(raw))
    if (key.startsWith('mention_') && key !== 'mention_all') add(raw, key, key.slice('mention_'.length));
  add(raw, 'concept_all', 'Concepts');
  for (const key of Object.keys(givenEntities))
    if (key.startsWith('relation_'))
      add(givenEntities, key, `${key.slice('relation_'.length)}, entities given`);
  return found;
}

function thinned(points: readonly Point[]): readonly Point[] {
  if (points.length <= mostPoints) return points;
  const length = Math.ceil(points.length / mostPoints);
  const found: Point[] = [];
  for (let from = 0; from < points.length; from += length) {
    const part = points.slice(from, from + length);
    found.push({ x: part[part.length - 1].x, y: part.reduce((sum, { y }) => sum + y, 0) / part.length });
  }
  return found;
}
