import { scoreTable } from '../../evaluation/table';
import type { FiguresFile, ModelFigures } from '../figuresFile';
import { otherTexts } from '../otherText/otherTexts';
import type { Plan } from '../plan';
import { type Curve, curvePlot } from './curvePlot';
import { mentionErrorTable, relationErrorTable } from './errorTables';
import { f1, megabytes, namesOf, table, unknown } from './markdown';
import { ablationTable, columnsOf, learningCurveTable, runsOf } from './rowTables';

/** Sections of a report, by their titles. */
export type Sections = Readonly<Record<string, string>>;

/** All tables. What has not been measured yet is told to be so. */
export function sectionsOf(plan: Plan, figures: FiguresFile): Sections {
  const { model } = figures;
  return {
    ...(model ? modelSections(model) : {}),
    'What each part brings': paragraphs(
      `Strict F1 on the dev documents, learned from the train documents alone. ${plan.note ? `${plan.note} ` : ''}A row lacks one thing that the first row has; *difference* is that of all entities. Minutes are of the row's own steps: what rows have in common is learned once.`,
      ablationTable(plan.ablation, figures),
    ),
    ...(plan.learningCurve.length > 0 && {
      'What more documents bring': paragraphs(
        'The same, learned from a share of the annotated documents; the others were read as texts without annotations.',
        learningCurveTable(plan.learningCurve, figures),
      ),
    }),
  };
}

function modelSections(model: ModelFigures): Sections {
  const { scores, errors, otherTexts: texts, sizes } = model;
  return {
    ...(scores && { 'On the dev documents': scoreSection(model, scores) }),
    ...(errors && {
      'What is wrong': paragraphs(
        mentionErrorTable(errors),
        ...Object.entries(errors.relations).map(([type, counts]) => relationErrorTable(type, counts)),
        'Relations are those found in raw text. The examples are made up.',
      ),
    }),
    ...(texts && { 'On other texts': otherTextSection(texts) }),
    ...(sizes && { 'What small files cost': sizeSection(sizes) }),
  };
}

const scoreSection = (
  { bytes }: ModelFigures,
  { raw, givenSpans, givenEntities, others }: NonNullable<ModelFigures['scores']>,
): string =>
  paragraphs(
    'From raw text; *seen* is what the train documents annotate, *unseen* what they do not:',
    fenced(scoreTable(raw)),
    'Concepts with the annotated mentions given, relations with the annotated entities given:',
    fenced(
      scoreTable({ ...only(givenSpans, /^(?:concept_|link_acc)/), ...only(givenEntities, /^relation_/) }),
    ),
    ...Object.entries(others).map(([name, scores]) =>
      paragraphs(`${name}:`, fenced(scoreTable(only(scores, /^mention_/)))),
    ),
    `The model's folder has ${megabytes(bytes)}.`,
  );

const only = <T>(scores: Readonly<Record<string, T>>, names: RegExp): Record<string, T> =>
  Object.fromEntries(Object.entries(scores).filter(([name]) => names.test(name)));

function otherTextSection(figures: NonNullable<ModelFigures['otherTexts']>): string {
  const { documents: plain, scores: all } = figures['plain'];
  const types = namesOf(all, 'mention_');
  const relations = namesOf(all, 'relation_');
  const titles: Record<string, string> = { plain: 'as they are' };
  for (const [form, { title }] of Object.entries(otherTexts)) titles[form] = title;
  return paragraphs(
    'Strict F1 on the dev documents as other texts, from raw text. A form that changes no document is one that they are in already. Concepts and relations are those of a document, so that they cannot be compared where several became one.',
    table(
      ['dev documents', ...types, 'all entities', 'concepts', ...relations, 'changed'],
      Object.entries(figures).map(([form, { documents, changed, scores }]) => [
        titles[form] ?? form,
        ...[...types, 'all'].map((type) => f1(scores, `mention_${type}`)),
        ...['concept_all', ...relations.map((type) => `relation_${type}`)].map((name) =>
          documents === plain ? f1(scores, name) : unknown,
        ),
        `${changed} of ${documents}`,
      ]),
    ),
  );
}

function sizeSection({ trained, stored }: NonNullable<ModelFigures['sizes']>): string {
  const types = [...namesOf(trained.raw, 'mention_'), 'all'];
  const row = (title: string, { bytes, raw }: typeof trained) => [
    title,
    megabytes(bytes),
    ...types.map((type) => f1(raw, `mention_${type}`, 4)),
  ];
  return paragraphs(
    'Strict F1 of entities on the dev documents, from raw text.',
    table(
      ['weights of the entity graph', 'file', ...types.slice(0, -1), 'all entities'],
      [row('as trained, 32 bits', trained), row('as stored: matrices in 16 bits, tables in 8', stored)],
    ),
  );
}

/** The learning curve as a picture; none before two of its points are known. */
export function learningCurvePlot({ learningCurve }: Plan, figures: FiguresFile): string | undefined {
  const made = learningCurve.flatMap((row) => runsOf(row, figures).slice(0, 1));
  if (made.length < 2) return undefined;
  const curves = columnsOf(learningCurve, figures).map(
    ({ title, of }): Curve => ({
      title,
      points: made.map((run) => ({ documents: run.documents, f1: of(run) })),
    }),
  );
  return curvePlot(curves);
}

const paragraphs = (...parts: readonly string[]): string => parts.join('\n\n');

const fenced = (text: string): string => `\`\`\`\n${text.trimEnd()}\n\`\`\``;
