import type { CorpusReport, Distribution, SplitFigures } from '../../../server/src/protocol/corpusReport';
import { element } from '../page/dom';

const number = (n: number): string => n.toLocaleString('en');

/** What there is: files, splits, types and relations. */
export function figuresPanel({ files, splits, heldOut, base }: CorpusReport): Node[] {
  const names = splits.map(({ split }) => split);
  return [
    element('h2', {}, 'Files'),
    table(
      'Files',
      ['File', 'Split', 'Format', 'Documents', 'Mentions', 'Relations', 'Left out'],
      files.map(({ path, split, format = '–', documents, mentions, relations, dropped }) => [
        path,
        split,
        format,
        ...[documents, mentions, relations, dropped].map(number),
      ]),
      3,
    ),
    ...(heldOut
      ? [
          element(
            'p',
            { class: 'hint' },
            `No dev file is given: ${number(heldOut.ids.length)} documents are held out as training holds them out, drawn with seed ${heldOut.seed}.`,
          ),
        ]
      : []),
    element('h2', {}, 'Documents'),
    table('Documents', ['', ...names], documentRows(splits), 1),
    element('h2', {}, 'Types'),
    table(
      'Types',
      ['Type', ...names.flatMap((name) => [`${name}: mentions`, 'documents', 'names', 'ids', 'without id'])],
      typesOf(splits).map((type) => [type, ...splits.flatMap((split) => typeCells(split, type))]),
      1,
    ),
    ...relationTable(splits),
    ...(base
      ? [
          element(
            'p',
            { class: 'hint' },
            `Compared with ${base.name}, which marks ${[...new Set(base.guidelines.flatMap(({ entityTypes }) => entityTypes))].join(', ')}.`,
          ),
        ]
      : []),
  ];
}

function documentRows(splits: readonly SplitFigures[]): string[][] {
  const row = (title: string, cell: (split: SplitFigures) => string) => [title, ...splits.map(cell)];
  return [
    row('documents', ({ documents }) => number(documents)),
    row('without a mention', ({ withoutMentions }) => number(withoutMentions)),
    row('different ids', ({ concepts }) => number(concepts)),
    ...(['characters', 'words', 'sentences'] as const).map((unit) =>
      row(`${unit}: least – median – 90 % – most`, (split) => range(split[unit])),
    ),
    row('mentions inside others', ({ shapes }) => number(shapes.nested)),
    row('mentions that cross others', ({ shapes }) => number(shapes.crossing)),
    row('mentions at one place', ({ shapes }) => number(shapes.doubled)),
    row('interrupted mentions', ({ shapes }) => number(shapes.interrupted)),
  ];
}

const range = ({ least, median, p90, most }: Distribution): string =>
  [least, median, p90, most].map(number).join(' – ');

const typesOf = (splits: readonly SplitFigures[]): string[] => [
  ...new Set(splits.flatMap(({ types }) => types.map(({ type }) => type))),
];

function typeCells({ types }: SplitFigures, type: string): string[] {
  const figures = types.find((each) => each.type === type);
  if (!figures) return ['–', '–', '–', '–', '–'];
  return [figures.mentions, figures.documents, figures.names, figures.concepts, figures.unlinked].map(number);
}

function relationTable(splits: readonly SplitFigures[]): Node[] {
  const types = [...new Set(splits.flatMap(({ relations }) => relations.map(({ type }) => type)))];
  if (types.length === 0) return [];
  const rows = types.map((type) => [
    type,
    ...splits.flatMap(({ relations }) => {
      const figures = relations.find((each) => each.type === type);
      return figures ? [number(figures.count), number(figures.documents)] : ['–', '–'];
    }),
  ]);
  const head = ['Relation', ...splits.flatMap(({ split }) => [`${split}: relations`, 'documents'])];
  return [element('h2', {}, 'Relations'), table('Relations', head, rows, 1)];
}

/** @param firstNumber the column from which on cells are numbers */
function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  firstNumber: number,
): HTMLElement {
  const align = (column: number) => (column >= firstNumber ? 'number' : undefined);
  const header = head.map((title, at) => element('th', { scope: 'col', class: align(at) }, title));
  const lines = rows.map(([first, ...rest]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, first),
      ...rest.map((cell, at) => element('td', { class: align(at + 1) }, cell)),
    ),
  );
  return element(
    'div',
    { class: 'wide' },
    element(
      'table',
      { class: 'figures' },
      element('caption', { class: 'unseen' }, caption),
      element('thead', {}, element('tr', {}, ...header)),
      element('tbody', {}, ...lines),
    ),
  );
}
