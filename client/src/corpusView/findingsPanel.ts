import type {
  CorpusReport,
  Finding,
  FindingPlace,
  Located,
  Severity,
} from '../../../server/src/protocol/corpusReport';
import type { PlaceNumber } from '../corpus/messages';
import { count } from '../page/count';
import { element } from '../page/dom';

type Open = (place: PlaceNumber) => void;

/** So many places are shown at a time. */
const page = 20;

const severityNames: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  note: 'Note',
};

/**
 * What was found, the gravest first; each finding opens to show its places.
 * @param shown numbers of the findings that are open, which is kept up to date
 * @param open shows a place in its file; not given where there is no editor
 */
export function findingsPanel(
  { findings, usable, files }: CorpusReport,
  shown: Set<number>,
  open: Open | undefined,
  changed: () => void,
): Node[] {
  const [verdict, ...more] = usable
    ? [
        findings.some(({ severity }) => severity === 'warning')
          ? 'The corpus can be used. Look at the warnings first.'
          : 'The corpus can be used.',
      ]
    : [
        'The corpus cannot be used as it is.',
        ...files.flatMap(({ path, refused }) => (refused === undefined ? [] : [`${path}: ${refused}`])),
      ];
  return [
    element('p', { class: usable ? 'verdict' : 'verdict refused', role: 'status' }, verdict),
    ...more.map((line) => element('p', {}, line)),
    ...findings.map((finding, number) => section(finding, number, shown, open, changed)),
  ];
}

function section(
  finding: Finding,
  number: number,
  shown: Set<number>,
  open: Open | undefined,
  changed: () => void,
): HTMLElement {
  const { severity, title, message, places } = finding;
  const list = element('ul', { class: 'places' });
  const more = element('button', { class: 'more' });
  const showMore = () => {
    const from = list.children.length;
    list.append(
      ...places
        .slice(from, from + page)
        .map((place, at) => item(place, { finding: number, place: from + at }, open)),
    );
    const left = places.length - list.children.length;
    more.hidden = left === 0;
    more.textContent = `Show ${count(Math.min(page, left), 'more place')} of ${left.toLocaleString('en')}`;
  };
  more.addEventListener('click', () => {
    const first = list.children.length;
    showMore();
    list.children[first]?.querySelector('button')?.focus();
  });
  const untold = finding.count - places.length;
  const details = element(
    'details',
    { class: `finding ${severity}` },
    element(
      'summary',
      {},
      element('span', { class: 'severity' }, severityNames[severity]),
      ` ${title} `,
      element('span', { class: 'hint' }, `(${finding.count.toLocaleString('en')})`),
    ),
    element('p', {}, message),
    list,
    more,
    untold > 0 && element('p', { class: 'hint' }, `${count(untold, 'more place')} not listed.`),
  );
  // Thousands of places are made only for who wants to see them.
  details.addEventListener('toggle', () => {
    if (details.open && list.children.length === 0) showMore();
    if (details.open === shown.has(number)) return;
    if (details.open) shown.add(number);
    else shown.delete(number);
    changed();
  });
  details.open = shown.has(number);
  return details;
}

function item(
  { message, text, other, ...at }: FindingPlace,
  number: Omit<PlaceNumber, 'other'>,
  open: Open | undefined,
): HTMLElement {
  return element(
    'li',
    {},
    at.file !== undefined && link(at.file, at, open && (() => open({ ...number, other: false }))),
    ' ',
    text !== undefined && element('q', {}, text),
    text !== undefined && ' ',
    element('span', {}, message),
    other && ' · ',
    other && link(other.file, other, open && (() => open({ ...number, other: true }))),
  );
}

/** `train.txt:12`: a button in an editor, the words alone elsewhere. */
function link(file: string, { line, column }: Partial<Located>, open: (() => void) | undefined): HTMLElement {
  const name = file.split(/[\\/]/).at(-1)!;
  const face = line === undefined ? name : `${name}:${line}`;
  const title = [file, line, column].filter((part) => part !== undefined).join(':');
  return open
    ? element('button', { class: 'link', title, onclick: open }, face)
    : element('span', { class: 'where', title }, face);
}
