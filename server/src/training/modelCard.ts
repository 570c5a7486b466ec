import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Scores } from '../evaluation/score';
import { scoreTable } from '../evaluation/table';
import type { GuidelineConfig } from '../tasks/modelConfig';
import { embeddedIndexFile } from '../terminology/embeddedIndex';
import type { Comparison } from './comparedWithBase';
import type { DevScores } from './devScores';
import type { TrainingOrder } from './order';
import type { TrainingConfig } from './trainingConfig';
import type { ModelParts } from './writeModel';

/** What a card tells that only the run knows. */
export interface RunFacts {
  readonly order: TrainingOrder;
  readonly config: TrainingConfig;
  readonly parts: ModelParts;
  /** None where no document was held out. */
  readonly scores?: DevScores;
  /** Of a model that was made from another one. */
  readonly comparison?: Comparison;
  readonly documents: number;
  readonly devDocuments: number;
  /** Of its steps, without reading corpora, learning words and scoring. */
  readonly minutes: number;
}

/**
 * The `README.md` of a model: what it is, what it learned from, how it was made and can be made again, how good it is.
 * @see Mitchell et al. 2019, "Model cards for model reporting"
 */
export async function modelCard(facts: RunFacts): Promise<string> {
  const { config, parts, scores, devDocuments } = facts;
  const { guidelines, relationTypes } = parts.config;
  const marks = parts.config.marks ?? [guidelines[0].name];
  const entityTypes = [
    ...new Set(guidelines.filter(({ name }) => marks.includes(name)).flatMap((each) => each.entityTypes)),
  ];
  const others = guidelines.filter(({ name }) => !marks.includes(name));
  const relations = relationTypes.map(({ name, subject, object }) => `${name} (${subject} → ${object})`);
  const sections = [
    `# ${config.name} ${config.version}`,
    `Marks ${entityTypes.join(', ')}${relations.length > 0 ? ` and finds ${relations.join(', ')}` : ''} in biomedical text.`,
    ...(others.length > 0
      ? [`Asked for, it marks by other guidelines as well: ${others.map(described).join('; ')}.`]
      : []),
    architecture(parts),
    '## How it was made',
    fenced(config.command ?? commandOf(facts.order), 'sh'),
    `From ${baseOf(facts.order.base)}, with seed ${config.seed}: ${beforehand(facts)}${(config.joint?.epochs ?? 0) + config.epochs} epochs over ${facts.documents} documents, ${facts.minutes} minutes of steps. Every setting is in the run's \`training.json\`.`,
    await filesTable(facts.order, config, parts.config.termIndex),
    ...(config.sources.length > 0 ? [sourcesTable(config.sources)] : []),
    '## How good it is',
    ...(scores
      ? [
          `On the ${devDocuments} dev documents, from raw text. ${chosenOn(config)}`,
          fenced(scoreTable(scores.raw)),
          ...(relations.length > 0
            ? [
                'Relations, with the gold entities given:',
                fenced(scoreTable(relationScores(scores.givenEntities))),
              ]
            : []),
        ]
      : ['All documents were learned from; none was held out to measure it on.']),
    ...(facts.comparison ? besideBase(facts.comparison) : []),
    '## What it does not know',
    'Concept ids come from names that annotators linked, in the training documents and in other corpora, and from the names that MeSH, the Disease Ontology and the Human Phenotype Ontology have; a name that none of them has is often given the concept of a similar one, which may be wrong, and rarely told to be in no terminology. A relation is claimed for a text as a whole: read its evidence before you trust it. Scores of concepts and relations are calibrated on training documents, those of relations on such as hold relations: of texts that state none, more than they say are wrong. Scores of entities are not calibrated.',
  ];
  return `${sections.join('\n\n')}\n`;
}

const chosenOn = ({ epoch }: TrainingConfig): string =>
  epoch === 'best'
    ? 'The epoch was chosen on these documents, so expect a little less elsewhere.'
    : 'Nothing was chosen on these documents.';

const beforehand = ({ order: { base }, config: { scratch } }: RunFacts): string =>
  base === 'scratch' && scratch?.pretraining
    ? `hidden words of ${scratch.pretraining.words.toLocaleString('en')} guessed, then `
    : '';

const fenced = (text: string, language = ''): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

function architecture({ architecture: { network, input }, relations }: ModelParts): string {
  const { dilations, attentionBlocks, width } = network.encoder;
  const heads = relations
    ? `an entity head (BIOES), and ${network.relation.members} relation head(s) over pairs of concepts that were learned after it`
    : 'an entity head (BIOES)';
  const above =
    dilations.length + attentionBlocks > 0
      ? `gated convolutions with dilations ${dilations.join(', ')} and ${attentionBlocks} attention block(s), ${width} wide; `
      : '';
  return `${input.describe()}; ${above}${heads}.`;
}

const baseOf = (base: string): string =>
  base === 'scratch'
    ? 'nothing'
    : base === 'default'
      ? 'the embedded default model'
      : `the model or checkpoint ${basename(base)}`;

function commandOf({ train, dev, base, config }: TrainingOrder): string {
  const options = [
    ...train.map((file) => `--train ${basename(file)}`),
    ...(dev ? [`--dev ${basename(dev)}`] : []),
    `--base ${base === 'scratch' || base === 'default' ? base : basename(base)}`,
  ];
  return `biogloss train ${[...options, ...(config ? [`--config ${basename(config)}`] : []), '--out RUN'].join(' ')}`;
}

const described = ({ name, entityTypes }: GuidelineConfig): string => `${name} (${entityTypes.join(', ')})`;

async function filesTable(
  { train, dev }: TrainingOrder,
  { epoch }: TrainingConfig,
  termIndex: string | undefined,
): Promise<string> {
  const files = [
    ...train.map((path) => ({ path, use: 'learned from' })),
    ...(dev ? [{ path: dev, use: epoch === 'best' ? 'chosen by' : 'measured on' }] : []),
  ];
  const rows = files.map(async ({ path, use }) => [
    basename(path),
    use,
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex'),
  ]);
  const terms = termIndex === undefined ? [] : [[embeddedIndexFile, 'asked for names', termIndex]];
  return table(['file', 'use', 'SHA-256'], [...(await Promise.all(rows)), ...terms]);
}

const sourcesTable = (sources: TrainingConfig['sources']): string =>
  table(
    ['source', 'use', 'licence'],
    sources.map(({ name, use, licence }) => [name, use, licence]),
  );

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** What the base came to, and how far what it marked is still marked. */
const besideBase = ({ before, agreement, corpora }: Comparison): string[] => [
  ...(before ? ['The base model on the same documents:', fenced(scoreTable(before))] : []),
  ...(Object.keys(agreement).length > 0
    ? [
        'Types that the dev documents are not annotated with: the mentions against those of the base model, as if they were gold.',
        fenced(
          scoreTable(
            Object.fromEntries(
              Object.entries(agreement).map(([type, figures]) => [`mention_${type}`, figures]),
            ),
          ),
        ),
      ]
    : []),
  ...corpora.flatMap(({ file, before, after }) => [
    `On ${basename(file)}, of what the base model knew, before:`,
    fenced(scoreTable(before)),
    'and now:',
    fenced(scoreTable(after)),
  ]),
];

const relationScores = (scores: Scores): Scores =>
  Object.fromEntries(Object.entries(scores).filter(([name]) => name.startsWith('relation_')));
