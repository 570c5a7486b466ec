import { kindOfType, relationName } from '../../../server/src/protocol/vocabulary';
import { element } from '../page/dom';
import type { GraphFilter } from './filter';
import type { IndexedGraph } from './graphIndex';
import { kindMark } from './theme';

export interface ToolbarEvents {
  search(text: string): void;
  /** Enter in the search field. */
  nextMatch(): void;
  filter(change: Partial<GraphFilter>): void;
}

/** Search and filters, above both the picture and the tables. */
export class Toolbar {
  readonly root: HTMLElement;
  readonly #search: HTMLInputElement;
  readonly #matches = element('span', { class: 'matches' });
  readonly #counts = element('span', { class: 'counts' });

  constructor(index: IndexedGraph, filter: GraphFilter, search: string, events: ToolbarEvents) {
    this.#search = element('input', {
      type: 'search',
      placeholder: 'Search names and ids',
      'aria-label': 'Search concepts by name or id',
      value: search,
      oninput: () => events.search(this.#search.value),
      onkeydown: (event: KeyboardEvent) => event.key === 'Enter' && events.nextMatch(),
    });
    this.root = element(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': 'Search and filters' },
      element('span', { class: 'search' }, this.#search, this.#matches),
      toggles(
        'Types',
        index.types,
        filter.hiddenTypes,
        (hiddenTypes) => events.filter({ hiddenTypes }),
        (type) => [kindMark(kindOfType(type)), type],
      ),
      index.relationTypes.length > 0 &&
        toggles(
          'Relations',
          index.relationTypes,
          filter.hiddenRelations,
          (hiddenRelations) => events.filter({ hiddenRelations }),
          (type) => [relationName(type)],
        ),
      scoreSlider(index, filter, events),
      documentChoice(index, filter, events),
      toggle(['Without relations'], filter.isolated, (isolated) => events.filter({ isolated })),
      [...index.concepts.values()].some(({ unlinked }) => unlinked) &&
        toggle(['In no terminology'], filter.unlinked, (unlinked) => events.filter({ unlinked })),
      this.#counts,
    );
  }

  /** How many concepts match the search; undefined where nothing is sought. */
  set matches(found: number | undefined) {
    this.#matches.textContent = found === undefined ? '' : found === 0 ? 'no match' : String(found);
    this.#search.setAttribute('aria-invalid', String(found === 0));
  }

  set counts(text: string) {
    this.#counts.textContent = text;
  }

  focusSearch(): void {
    this.#search.focus();
    this.#search.select();
  }
}

/** Buttons that show and hide; those of entity types are the legend as well. */
function toggles(
  name: string,
  values: readonly string[],
  hidden: readonly string[],
  changed: (hidden: string[]) => void,
  face: (value: string) => readonly (Node | string)[],
): HTMLElement {
  const off = new Set(hidden);
  const buttons = values.map((value) =>
    toggle(
      face(value),
      !off.has(value),
      (on) => {
        if (on) off.delete(value);
        else off.add(value);
        changed([...off]);
      },
      value,
    ),
  );
  return element('span', { class: 'group', role: 'group', 'aria-label': name }, ...buttons);
}

/** @param title what it is called in files, shown where the pointer rests */
function toggle(
  face: readonly (Node | string)[],
  on: boolean,
  changed: (on: boolean) => void,
  title?: string,
): HTMLElement {
  const button = element('button', { class: 'toggle', 'aria-pressed': String(on), title }, ...face);
  button.addEventListener('click', () => {
    const now = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(now));
    changed(now);
  });
  return button;
}

/** Only where relations have scores. */
function scoreSlider(
  { graph }: IndexedGraph,
  { minimumScore }: GraphFilter,
  events: ToolbarEvents,
): HTMLElement | false {
  if (!graph.relations.some(({ bestScore }) => bestScore !== undefined)) return false;
  const shown = element('output', {}, minimumScore.toFixed(2));
  const slider = element('input', {
    type: 'range',
    min: 0,
    max: 1,
    step: 0.01,
    value: minimumScore,
    'aria-label': 'Least score of relations',
  });
  slider.addEventListener('input', () => {
    shown.textContent = Number(slider.value).toFixed(2);
    events.filter({ minimumScore: Number(slider.value) });
  });
  return element('label', { class: 'score' }, 'Score ≥ ', slider, shown);
}

/** Only where there are several documents. */
function documentChoice(
  { graph }: IndexedGraph,
  { document: chosen }: GraphFilter,
  events: ToolbarEvents,
): HTMLElement | false {
  if (graph.documents.length < 2) return false;
  const ids = [...new Set(graph.documents.map(({ id }) => id))];
  const known = new Set(ids);
  const field = element('input', {
    list: 'documents',
    type: 'search',
    placeholder: 'All documents',
    'aria-label': 'Only what this document says',
    value: chosen,
  });
  field.addEventListener('input', () => {
    const id = field.value.trim();
    const usable = id === '' || known.has(id);
    field.setAttribute('aria-invalid', String(!usable));
    if (usable) events.filter({ document: id });
  });
  const list = element('datalist', { id: 'documents' }, ...ids.map((id) => element('option', { value: id })));
  return element('span', { class: 'document' }, field, list);
}
