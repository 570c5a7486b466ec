import type { FromView, SavedView, ToView } from '../graph/messages';
import { element } from '../page/dom';
import { type ExportChoice, exportMenu } from '../page/exportMenu';
import { Tabs } from '../page/tabs';
import { whenThemeChanges } from '../page/theme';
import { describeCounts, describeSelection, noNeighbour, noteOn } from './describe';
import { Details } from './details';
import { GraphDrawing, type Selected, type Viewport } from './drawing';
import { drawn, filtered, found, type GraphFilter, openFilter, type Shown } from './filter';
import { type IndexedConcept, type IndexedGraph, indexed } from './graphIndex';
import type { Direction } from './neighbour';
import { svg } from './svg';
import { conceptTable, relationTable } from './tables';
import { Toolbar } from './toolbar';

/** All that is needed to look the same after a reload. */
export interface ViewState extends SavedView {
  readonly filter?: GraphFilter;
  readonly search?: string;
  readonly selected?: Selected;
  readonly tab?: string;
  readonly viewport?: Viewport;
  /** id, x, y of each concept that has a place. */
  readonly positions?: readonly (readonly [string, number, number])[];
}

const exports: readonly ExportChoice[] = [
  { id: 'turtle', title: 'RDF Turtle' },
  { id: 'jsonld', title: 'JSON-LD' },
  { id: 'graphml', title: 'GraphML' },
  { id: 'csv', title: 'CSV tables' },
  { id: 'png', title: 'PNG image' },
  { id: 'svg', title: 'SVG image' },
];

/** Milliseconds after the last change until the state is kept. */
const pause = 300;

/** The whole view: a picture and two tables of the same graph, one search, one set of filters, one selection. */
export class GraphView {
  readonly root: HTMLElement;
  readonly #index: IndexedGraph;
  readonly #title: string;
  readonly #canvas = element('div', {
    class: 'canvas',
    tabindex: 0,
    role: 'application',
    'aria-label':
      'Picture of the graph. Arrow keys walk from neighbour to neighbour, Enter shows the evidence.',
  });
  readonly #note = element('p', { class: 'note' });
  readonly #live = element('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  readonly #drawing: GraphDrawing;
  readonly #details: Details;
  readonly #toolbar: Toolbar;
  readonly #tabs: Tabs;
  readonly #concepts = conceptTable(
    () => this.#selected.concept,
    (concept) => this.#select({ concept }),
  );
  readonly #relations;
  #filter: GraphFilter;
  #search: string;
  #selected: Selected;
  #tab: string;
  #shown: Shown = { concepts: [], relations: [] };
  #matches: readonly IndexedConcept[] = [];
  #saving?: ReturnType<typeof setTimeout>;
  /** Before the picture stands, its place is the one that was saved. */
  #viewport?: Viewport;
  #stands = false;

  constructor(
    { graph, title, minimumScore }: ToView,
    private readonly state: ViewState,
    private readonly send: (message: FromView) => void,
    private readonly save: (state: ViewState) => void,
  ) {
    this.#index = indexed(graph);
    this.#title = title;
    this.#filter = state.filter ?? openFilter(this.#index, minimumScore);
    this.#search = state.search ?? '';
    this.#selected = state.selected ?? {};
    this.#tab = state.tab ?? 'graph';
    this.#viewport = state.viewport;
    this.#relations = relationTable(
      this.#index,
      () => this.#selected.relation,
      (relation) => this.#select({ relation }),
    );
    this.#details = new Details({
      select: (selected) => this.#select(selected),
      open: (document, places) => this.send({ type: 'open', document, places }),
    });
    this.#toolbar = new Toolbar(this.#index, this.#filter, this.#search, {
      search: (text) => this.#find(text),
      nextMatch: () => this.#nextMatch(),
      filter: (change) => this.#refilter(change),
    });
    const picture = element('div', { class: 'picture' }, this.#canvas, this.#note, this.#zoomButtons());
    const panels = [
      { id: 'graph', title: 'Graph', panel: picture },
      { id: 'concepts', title: 'Concepts', panel: this.#concepts.root },
      { id: 'relations', title: 'Relations', panel: this.#relations.root },
    ];
    this.#tabs = new Tabs(panels, (tab) => this.#turnTo(tab));
    const head = element(
      'header',
      {},
      this.#tabs.root,
      element('h1', {}, title),
      exportMenu(exports, 'What the filters leave is exported.', (id) => this.#export(id)),
    );
    const main = element('main', {}, ...panels.map(({ panel }) => panel), this.#details.root);
    this.root = element('div', { class: 'view' }, head, this.#toolbar.root, main, this.#live);
    this.#drawing = new GraphDrawing(
      this.#canvas,
      (selected) => this.#select(selected),
      () => this.#saveSoon(),
    );
  }

  /** Once `root` is in the page. */
  start(): void {
    this.#canvas.addEventListener('keydown', (event) => this.#key(event));
    this.root.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      this.#toolbar.focusSearch();
    });
    whenThemeChanges(() => this.#drawing.restyle());
    new ResizeObserver(() => this.#drawing.resize()).observe(this.#canvas);
    this.#details.show(this.#index, this.#selected);
    this.#tabs.choose(this.#tab);
    const positions = this.state.positions?.map(([id, x, y]) => [id, { x, y }] as const);
    void this.#refresh(new Map(positions ?? []));
  }

  #zoomButtons(): HTMLElement {
    const button = (label: string, title: string, act: () => void) =>
      element('button', { onclick: act, title, 'aria-label': title }, label);
    return element(
      'div',
      { class: 'zoom', role: 'group', 'aria-label': 'Zoom' },
      button('+', 'Zoom in', () => this.#drawing.zoomBy(1.3)),
      button('−', 'Zoom out', () => this.#drawing.zoomBy(1 / 1.3)),
      button('Fit', 'Show all', () => this.#drawing.fit()),
    );
  }

  #turnTo(tab: string): void {
    this.#tab = tab;
    if (tab === 'graph') this.#drawing.resize();
    this.#saveSoon();
  }

  #refilter(change: Partial<GraphFilter>): void {
    this.#filter = { ...this.#filter, ...change };
    void this.#refresh();
  }

  /** Filters, fills the tables, and draws. @param known places from before */
  async #refresh(known?: ReadonlyMap<string, { x: number; y: number }>): Promise<void> {
    this.#shown = filtered(this.#index, this.#filter);
    this.#fillTables();
    const { graph } = this.#index;
    const { concepts, relations } = this.#shown;
    this.#tabs.title('concepts', `Concepts (${concepts.length.toLocaleString('en')})`);
    this.#tabs.title('relations', `Relations (${relations.length.toLocaleString('en')})`);
    this.#toolbar.counts = describeCounts(graph, this.#shown);
    const part = drawn(this.#index, this.#shown);
    const isFirst = !this.#stands;
    const isMore = part.concepts.some(({ concept }) => !this.#drawing.has(concept.id));
    this.#note.textContent = 'Arranging the picture …';
    if (!(await this.#drawing.show(this.#index, part, known))) return;
    this.#stands = true;
    this.#note.textContent = noteOn(graph, this.#shown, part);
    if (isFirst && this.#viewport) this.#drawing.look(this.#viewport);
    else if (isFirst || isMore) this.#drawing.fit();
    this.#emphasise();
    this.root.dataset.ready = 'true';
    this.#saveSoon();
  }

  #find(text: string): void {
    this.#search = text;
    if (text !== '') this.#selected = {};
    this.#details.show(this.#index, this.#selected);
    this.#fillTables();
    this.#emphasise();
    this.#saveSoon();
  }

  /** The tables show what the search finds; the picture sets it off. */
  #fillTables(): void {
    const { concepts, relations } = this.#shown;
    const seeks = this.#search.trim() !== '';
    this.#matches = seeks ? found(concepts, this.#search) : [];
    this.#toolbar.matches = seeks ? this.#matches.length : undefined;
    const ids = new Set(this.#matches.map(({ concept }) => concept.id));
    const { graph } = this.#index;
    const isSought = (place: number) =>
      ids.has(graph.relations[place].subject) || ids.has(graph.relations[place].object);
    this.#concepts.show(seeks ? this.#matches : concepts);
    this.#relations.show(seeks ? relations.filter(isSought) : relations);
  }

  #nextMatch(): void {
    if (this.#matches.length === 0) return;
    const at = this.#matches.findIndex(({ concept }) => concept.id === this.#selected.concept);
    this.#select({ concept: this.#matches[(at + 1) % this.#matches.length].concept.id });
  }

  #select(selected: Selected): void {
    this.#selected = selected;
    this.#details.show(this.#index, selected);
    this.#concepts.refresh();
    this.#relations.refresh();
    this.#emphasise();
    if (selected.concept !== undefined) this.#drawing.reveal(selected.concept);
    this.#live.textContent = describeSelection(this.#index, selected);
    this.#saveSoon();
  }

  #emphasise(): void {
    const sought =
      this.#search.trim() === '' ? undefined : new Set(this.#matches.map(({ concept }) => concept.id));
    this.#drawing.emphasise(this.#selected, sought);
  }

  #key(event: KeyboardEvent): void {
    const act = this.#actions()[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  #actions(): Readonly<Record<string, () => void>> {
    const walk = (direction: Direction) => () => this.#walk(direction);
    return {
      ArrowUp: walk('ArrowUp'),
      ArrowDown: walk('ArrowDown'),
      ArrowLeft: walk('ArrowLeft'),
      ArrowRight: walk('ArrowRight'),
      Enter: () => this.#details.focus(),
      Escape: () => this.#select({}),
      '+': () => this.#drawing.zoomBy(1.3),
      '-': () => this.#drawing.zoomBy(1 / 1.3),
      '0': () => this.#drawing.fit(),
    };
  }

  #walk(direction: Direction): void {
    const { concept } = this.#selected;
    const at = concept !== undefined && this.#drawing.has(concept) ? concept : undefined;
    const next = at === undefined ? this.#drawing.middle() : this.#drawing.towards(at, direction);
    if (next !== undefined) this.#select({ concept: next });
    else this.#live.textContent = noNeighbour(direction);
  }

  #export(id: string): void {
    if (id === 'png') this.send({ type: 'image', format: 'png', content: this.#drawing.png() });
    else if (id === 'svg') this.send({ type: 'image', format: 'svg', content: svg(this.#drawing.scene()) });
    else {
      const concepts = this.#shown.concepts.map(({ concept }) => concept.id);
      this.send({ type: 'export', format: id, keep: { concepts, relations: this.#shown.relations } });
    }
  }

  #saveSoon(): void {
    clearTimeout(this.#saving);
    this.root.dataset.saved = 'false';
    this.#saving = setTimeout(() => {
      if (!this.#stands) return;
      this.save({
        file: this.state.file,
        title: this.#title,
        filter: this.#filter,
        search: this.#search,
        selected: this.#selected,
        tab: this.#tab,
        viewport: this.#drawing.viewport,
        positions: [...this.#drawing.positions].map(([id, { x, y }]) => [id, Math.round(x), Math.round(y)]),
      });
      this.root.dataset.saved = 'true';
    }, pause);
  }
}
