import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { writeAtomically } from '../../platform/atomicFile';
import { Failure } from '../../platform/failure';
import type { FiguresFile } from '../figuresFile';
import type { Plan } from '../plan';
import { learningCurvePlot, type Sections, sectionsOf } from './report';

/** Writes the report beside the figures: a Markdown file of the same name, and the learning curve as a picture. */
export async function writeReport(plan: Plan, figures: FiguresFile, figuresFile: string): Promise<string> {
  const name = basename(figuresFile, extname(figuresFile));
  const path = (file: string) => join(dirname(figuresFile), file);
  const picture = `${name}-learning-curve.svg`;
  const plot = learningCurvePlot(plan, figures);
  if (plot) await writeAtomically(path(picture), [Buffer.from(plot)]);
  const text = [
    '# Figures',
    'Made by `npm run experiments`; do not edit. How: [docs/engine.md](../engine.md#measuring-it).',
    ...(figures.model
      ? [`The model that is measured is ${figures.model.name}, learned without the dev documents.`]
      : []),
    ...inMarkdown(sectionsOf(plan, figures), '##'),
    ...(plot ? [`![F1 over the number of documents](${picture})`] : []),
  ].join('\n\n');
  await writeAtomically(path(`${name}.md`), [Buffer.from(`${text}\n`)]);
  return path(`${name}.md`);
}

/** The section of a model's card that these figures take the place of. */
const cardSection = /(?<=\n)## How good it is\n[\s\S]*?(?=\n## |$)/;

/**
 * Puts the figures into a model's card. A model that learned from the dev documents too has none of its own; these are of the one that was made the same
 * way without them.
 * @throws Failure where the file is no card
 */
export async function putIntoCard(card: string, plan: Plan, figures: FiguresFile): Promise<void> {
  const old = await readFile(card, 'utf8');
  if (!cardSection.test(old))
    throw new Failure(
      `${card} has no section "How good it is": it is not the card of a model that "train" made.`,
    );
  await writeAtomically(card, [Buffer.from(old.replace(cardSection, () => cardText(plan, figures)))]);
}

const cardText = (plan: Plan, figures: FiguresFile): string =>
  [
    '## How good it is',
    'Measured on the twin of this model: the same command with `--twin` makes it without any dev part, neither its texts nor its annotations. This model has learned from them too, so they cannot tell how good it is; expect it to be a little better. `npm run experiments` measures all of this again.',
    ...(figures.model?.recipe === plan.recipe
      ? []
      : [
          'The twin was made with other settings than the present ones: its figures are near to those of this model only.',
        ]),
    ...inMarkdown(sectionsOf(plan, figures), '###'),
    '',
  ].join('\n\n');

const inMarkdown = (sections: Sections, heading: string): string[] =>
  Object.entries(sections).map(([title, text]) => `${heading} ${title}\n\n${text}`);
