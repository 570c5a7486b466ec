import type { EvaluationReport } from '../../../server/src/protocol/evaluationReport';
import type { SavedForm } from '../evaluation/messages';
import { count } from '../page/count';
import { element } from '../page/dom';
import { Tabs } from '../page/tabs';
import { calibrationPanel } from './calibrationPanel';
import { curvePanel } from './curvePanel';
import { ErrorDetails } from './errorDetails';
import { type ErrorFilter, filteredErrors, openFilter } from './errorFilter';
import { errorTable } from './errorTable';
import { ErrorToolbar } from './errorToolbar';
import { figuresPanel } from './figuresPanel';
import { saveButtons } from './saveButtons';

/** All that is needed to look the same after a reload. */
export interface ViewState {
  readonly folder?: string;
  readonly stage?: number;
  readonly tab?: string;
  readonly filter?: ErrorFilter;
  /** Place of an error in its stage's list. */
  readonly selected?: number;
}

/** What only an editor can do; a page by itself has none of it. */
export interface EditorEvents {
  open(stage: number, error: number): void;
  save(form: SavedForm): void;
  changed(state: ViewState): void;
}

/** The whole view: figures, calibration and errors of one stage at a time. */
export class EvaluationView {
  readonly root: HTMLElement;
  readonly #figures = element('div', { class: 'panel' });
  readonly #calibration = element('div', { class: 'panel' });
  readonly #curve = element('div', { class: 'panel' });
  readonly #details: ErrorDetails;
  readonly #live = element('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  readonly #tabs: Tabs;
  readonly #toolbarPlace = element('div');
  readonly #errors;
  #stage: number;
  #tab: string;
  #filter: ErrorFilter;
  #selected?: number;

  constructor(
    private readonly report: EvaluationReport,
    state: ViewState,
    private readonly editor?: EditorEvents,
  ) {
    this.#stage = Math.min(state.stage ?? 0, report.stages.length - 1);
    this.#tab = state.tab ?? 'figures';
    this.#filter = state.filter ?? openFilter;
    this.#selected = state.selected;
    this.#errors = errorTable(
      report,
      () => this.#stage,
      () => this.#selected,
      (error) => this.#select(error),
    );
    this.#details = new ErrorDetails(report, editor && ((error) => editor.open(this.#stage, error)));
    const errors = element(
      'div',
      { class: 'errors' },
      this.#toolbarPlace,
      element('div', { class: 'split' }, this.#errors.root, this.#details.root),
    );
    const panels = [
      { id: 'figures', title: 'Figures', panel: this.#figures },
      { id: 'calibration', title: 'Calibration', panel: this.#calibration },
      { id: 'errors', title: 'Errors', panel: errors },
      ...(report.curve ? [{ id: 'curve', title: 'Learning curve', panel: this.#curve }] : []),
    ];
    this.#tabs = new Tabs(panels, (tab) => this.#turnTo(tab));
    const title = `${nameOf(report.scored)} on ${nameOf(report.gold)}, ${count(report.documents.length, 'document')}`;
    const head = element(
      'header',
      {},
      this.#tabs.root,
      element('h1', { title: `${report.scored} on ${report.gold}` }, title),
      this.#stageChoice(),
      editor && saveButtons((form) => editor.save(form), report.curve !== undefined),
    );
    this.root = element(
      'div',
      { class: 'view' },
      head,
      element('main', {}, ...panels.map(({ panel }) => panel)),
      this.#live,
    );
    this.root.addEventListener('keydown', (event) => this.#key(event));
    this.#show();
    this.#tabs.choose(this.#tab);
  }

  #stageChoice(): HTMLElement | false {
    const { stages } = this.report;
    if (stages.length < 2) return false;
    const choice = element(
      'select',
      { 'aria-label': 'What the model was told of the corpus' },
      ...stages.map(({ title }, place) =>
        element('option', { value: place, selected: place === this.#stage }, title),
      ),
    );
    choice.addEventListener('change', () => {
      this.#stage = Number(choice.value);
      this.#selected = undefined;
      this.#filter = openFilter;
      this.#show();
      this.#changed();
    });
    return choice;
  }

  #turnTo(tab: string): void {
    this.#tab = tab;
    this.#changed();
  }

  /** All of the chosen stage. */
  #show(): void {
    const stage = this.report.stages[this.#stage];
    this.#figures.replaceChildren(...figuresPanel(this.report, stage));
    this.#calibration.replaceChildren(...calibrationPanel(stage));
    if (this.report.curve) this.#curve.replaceChildren(...curvePanel(this.report, stage));
    const toolbar = new ErrorToolbar(stage, this.#filter, (change) => {
      this.#filter = { ...this.#filter, ...change };
      this.#list();
      this.#changed();
    });
    this.#toolbarPlace.replaceChildren(toolbar.root);
    this.#list();
    this.#details.show(
      this.#selected === undefined ? undefined : stage.errors[this.#selected],
      this.#selected,
    );
  }

  #list(): void {
    const stage = this.report.stages[this.#stage];
    const shown = filteredErrors(this.report, stage, this.#filter);
    this.#errors.show(shown);
    this.#tabs.title('errors', `Errors (${shown.length.toLocaleString('en')})`);
    this.#live.textContent = `${count(shown.length, 'error')} listed`;
  }

  #select(error: number): void {
    this.#selected = error;
    this.#errors.refresh();
    this.#details.show(this.report.stages[this.#stage].errors[error], error);
    this.editor?.open(this.#stage, error);
    this.#changed();
  }

  /** `/` leads to the search, as in the graph; from a row the arrow keys lead to the next ones. */
  #key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = event.target instanceof Element ? event.target.closest('tr') : null;
    if (step && row && this.#errors.root.contains(row)) {
      const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
      const button = next?.querySelector('button') ?? (step > 0 && this.#errors.root.querySelector('.more'));
      if (!(button instanceof HTMLElement)) return;
      event.preventDefault();
      button.focus();
      return;
    }
    if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    this.#tabs.choose('errors');
    this.root.querySelector<HTMLInputElement>('input[type=search]')?.focus();
  }

  #changed(): void {
    this.editor?.changed({
      stage: this.#stage,
      tab: this.#tab,
      filter: this.#filter,
      selected: this.#selected,
    });
  }
}

/** A file's name without its folders. */
const nameOf = (path: string): string => path.split(/[\\/]/).at(-1)!;
