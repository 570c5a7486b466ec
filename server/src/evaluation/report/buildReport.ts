import { qualifiedConceptId } from '../../annotation/conceptId';
import type { AnnotatedDocument } from '../../annotation/model';
import { packageVersion } from '../../platform/packageVersion';
import { OverlapIndex } from '../../text/overlapIndex';
import { Bootstrap, usualDraws } from '../bootstrap';
import { type Calibration, calibrations } from '../calibration';
import { linkedTypes } from '../conceptSet';
import { seenNames } from '../mentionErrors';
import { describeMismatches } from '../mismatches';
import { pairedDocuments } from '../pairedDocuments';
import { typesOf } from '../side';
import { type ScoredStage, tells, titleOfStage } from '../stages';
import type { Compared } from './compared';
import {
  type BareError,
  type Counting,
  conceptErrorsOf,
  mentionErrorsOf,
  relationErrorsOf,
} from './errorsOf';
import { figuresOf } from './figuresOf';
import type { CurvePoint, EvaluationReport, Learned, ReportError, ReportStage } from './model';
import { contextOf, FileLines, sentencesOf } from './places';
import { toldApart } from './sideNames';

/** What a report is made of. */
export interface Evaluated {
  /** What messages call the gold corpus. */
  readonly gold: string;
  readonly documents: readonly AnnotatedDocument[];
  /** The file that each document was read from, in the same order. */
  readonly files: readonly string[];
  /** What stands in a file; undefined where it cannot be told. */
  readonly textOf: (file: string) => string | undefined;
  readonly problems: readonly string[];
  readonly scored: string;
  /** Where the model lies, where one is scored. */
  readonly folder?: string;
  readonly stages: readonly ScoredStage[];
  /** Documents that were learned from: errors are told apart by whether their names are annotated there. */
  readonly seen?: readonly AnnotatedDocument[];
  readonly compared?: Compared;
  /** What the scored model learned from, where it is a point of a learning curve; the points before it are those of what it is compared with. */
  readonly learned?: Learned;
  /** The preferred name of a concept, where a terminology knows it. */
  readonly preferredName?: (id: string) => string | undefined;
  /** Called before each figure and each document: with tens of thousands of documents a figure's intervals take seconds. */
  readonly alive?: () => void;
}

/** Decides which documents the intervals are drawn from; the same in every report, so that equal scores have equal intervals. */
const seed = 1;

/** More problems than these are not read by anybody. */
const mostProblems = 100;

/** Everything that an evaluation tells, as one object. */
export function buildReport(evaluated: Evaluated): EvaluationReport {
  const { gold, documents, files, problems, folder, stages, compared, learned, preferredName } = evaluated;
  const own = { name: evaluated.scored, folder };
  const [scored, other] = compared ? toldApart(own, compared) : [own.name];
  const { alive = () => {} } = evaluated;
  const [{ counts }] = stages;
  const bootstrap = new Bootstrap(counts.documents.length, seed);
  const located = stages.map((stage) => locatedErrors(evaluated, stage));
  const ids = new Set(
    located
      .flat()
      .flatMap(({ gold, predicted }) => [...gold, ...predicted].flatMap(({ concepts }) => concepts)),
  );
  const withErrors = new Set(located.flatMap((errors) => errors.map(({ document }) => document)));
  const told = stages.map(
    (stage, at): ReportStage => ({
      given: stage.given,
      title: titleOfStage(stage.given),
      figures: figuresOf(stage, bootstrap, compared, alive),
      calibration: calibrations(documents, stage.predicted).filter(({ of }) =>
        tells(stage.given, measureOf[of]),
      ),
      errors: located[at],
    }),
  );
  return {
    format: 'biogloss-evaluation',
    version: 1,
    software: packageVersion(),
    gold,
    scored,
    ...(folder !== undefined && { folder }),
    ...(other !== undefined && { compared: other }),
    missing: counts.missing,
    bootstrap: { draws: usualDraws, seed },
    notes: describeMismatches(documents, stages[0].predicted),
    problems: problems.slice(0, mostProblems),
    documents: documents.map(({ id, text }, place) => ({
      id,
      file: files[place],
      ...(withErrors.has(place) && { text }),
    })),
    names: Object.fromEntries(
      [...ids].flatMap((id) => {
        const name = preferredName?.(qualifiedConceptId(id));
        return name === undefined ? [] : [[id, name]];
      }),
    ),
    counted: counts.documents,
    stages: told,
    ...(learned && { curve: [...(compared?.curve ?? []), curvePoint(learned, told)] }),
  };
}

const curvePoint = (learned: Learned, stages: readonly ReportStage[]): CurvePoint => ({
  ...learned,
  stages: stages.map(({ given, figures }) => ({
    given,
    figures: figures.map(({ byDocument: _, tp: _tp, fp: _fp, fn: _fn, p: _p, ...figure }) => figure),
  })),
});

/** A name of a figure by which a stage tells of what a score is of. */
const measureOf: Readonly<Record<Calibration['of'], string>> = {
  mentions: 'mention_',
  concepts: 'concept_',
  relations: 'relation_',
};

/** The errors of a stage in order of reading, with their sentences and where they stand. */
function locatedErrors(
  { documents, files, textOf, seen, alive }: Evaluated,
  { given, predicted }: ScoredStage,
): ReportError[] {
  const counting: Counting = {
    types: new Set(typesOf(documents.flatMap(({ mentions }) => mentions))),
    linked: linkedTypes(documents),
    relationTypes: typesOf(documents.flatMap(({ relations }) => relations)),
    ...(seen && { isSeen: seenNames(seen) }),
  };
  const kinds = [
    ...(tells(given, 'mention_') ? [mentionErrorsOf] : []),
    ...(tells(given, 'concept_') ? [conceptErrorsOf] : []),
    ...(tells(given, 'relation_') ? [relationErrorsOf] : []),
  ];
  const lines = new Map<string, FileLines | undefined>();
  const linesOf = (file: string) => {
    if (!lines.has(file)) {
      const text = textOf(file);
      lines.set(file, text === undefined ? undefined : new FileLines(text));
    }
    return lines.get(file);
  };
  return pairedDocuments(documents, predicted).flatMap(([gold, found], document) => {
    alive?.();
    const errors = kinds
      .flatMap((errorsOf): BareError[] => errorsOf(gold, found, counting))
      .sort((a, b) => a.start - b.start || a.end - b.end);
    const sentences = new OverlapIndex(errors.length > 0 ? sentencesOf(gold) : [], (sentence) => sentence);
    return errors.map((error): ReportError => {
      const context = contextOf(error, sentences);
      const { start, end } = error;
      const place = linesOf(files[document])?.placeOf(gold, { start, end }, context);
      return { ...error, document, ...place, context };
    });
  });
}
