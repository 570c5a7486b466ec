import type { CorpusReport, Distribution, Finding, FindingPlace, SplitFigures } from './model';

/** So many places of a finding are told; the report has more. */
const mostTold = 5;

/** A report for people, in fixed width: what there is, then what was found. */
export function textReport(report: CorpusReport): string {
  const { splits, heldOut, findings } = report;
  const sections = [
    ...(splits.length > 0 ? [table(['', ...splits.map(({ split }) => split)], overview(splits))] : []),
    ...(heldOut
      ? [
          `No dev file is given: ${heldOut.ids.length.toLocaleString('en')} documents are held out as training holds them out (share ${heldOut.share}, seed ${heldOut.seed}).\n`,
        ]
      : []),
    ...(splits.length > 0 ? [table(typeHead(splits), typeRows(splits))] : []),
    ...findings.map(describe),
    verdict(report),
  ];
  return sections.join('\n');
}

/** Whether the corpus can be used, in a sentence. */
export function verdict({ usable, findings }: CorpusReport): string {
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  if (!usable) return 'The corpus cannot be used as it is.\n';
  if (warnings === 0) return 'The corpus can be used.\n';
  return `The corpus can be used; ${warnings === 1 ? 'one warning is' : `${warnings} warnings are`} worth a look first.\n`;
}

const number = (n: number): string => n.toLocaleString('en');

const range = ({ least, median, most }: Distribution): string =>
  `${number(least)} – ${number(median)} – ${number(most)}`;

function overview(splits: readonly SplitFigures[]): string[][] {
  const row = (title: string, cell: (split: SplitFigures) => string): string[] => [
    title,
    ...splits.map(cell),
  ];
  const rows = [
    row('documents', ({ documents }) => number(documents)),
    row('without a mention', ({ withoutMentions }) => number(withoutMentions)),
    row('words (least – median – most)', ({ words }) => range(words)),
    row('sentences (least – median – most)', ({ sentences }) => range(sentences)),
    row('mentions', ({ types }) => number(types.reduce((sum, { mentions }) => sum + mentions, 0))),
    row('concepts', ({ concepts }) => number(concepts)),
    row(
      'nested / crossing / doubled',
      ({ shapes }) => `${number(shapes.nested)} / ${number(shapes.crossing)} / ${number(shapes.doubled)}`,
    ),
    row('interrupted mentions', ({ shapes }) => number(shapes.interrupted)),
  ];
  return rows;
}

const typeHead = (splits: readonly SplitFigures[]): string[] => [
  'mentions (different names) or relations',
  ...splits.map(({ split }) => split),
];

function typeRows(splits: readonly SplitFigures[]): string[][] {
  const types = [...new Set(splits.flatMap(({ types }) => types.map(({ type }) => type)))];
  const relations = [...new Set(splits.flatMap(({ relations }) => relations.map(({ type }) => type)))];
  return [
    ...types.map((type) => [
      type,
      ...splits.map((split) => {
        const figures = split.types.find((each) => each.type === type);
        return figures ? `${number(figures.mentions)} (${number(figures.names)})` : '–';
      }),
    ]),
    ...relations.map((type) => [
      `relation ${type}`,
      ...splits.map((split) => number(split.relations.find((each) => each.type === type)?.count ?? 0)),
    ]),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all
    .map((row) =>
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  '),
    )
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function describe({ severity, title, message, count, places }: Finding): string {
  const rest = count - mostTold;
  const lines = [
    `${severity}: ${title} (${number(count)})`,
    `  ${message}`,
    ...places.slice(0, mostTold).map((place) => `  - ${describePlace(place)}`),
    ...(rest > 0 ? [`  - and ${number(rest)} more`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** `train.txt:14:9: “aspirin”: marked 12 times, unmarked once (train.txt:3:1)` */
function describePlace({ file, line, column, text, message, other }: FindingPlace): string {
  const at = [file, line, column].filter((part) => part !== undefined).join(':');
  const beside = other?.line === undefined ? '' : ` (${other.file}:${other.line}:${other.column})`;
  return [at, text === undefined ? '' : `“${text}”`, `${message}${beside}`]
    .filter((part) => part !== '')
    .join(': ');
}
