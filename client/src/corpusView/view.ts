import type { CorpusReport } from '../../../server/src/protocol/corpusReport';
import type { PlaceNumber, SavedForm } from '../corpus/messages';
import { count } from '../page/count';
import { element } from '../page/dom';
import { Tabs } from '../page/tabs';
import { figuresPanel } from './figuresPanel';
import { findingsPanel } from './findingsPanel';

/** All that is needed to look the same after a reload. */
export interface ViewState {
  readonly folder?: string;
  readonly tab?: string;
  /** Findings whose places are shown, by their numbers; those that are not notes where absent. */
  readonly open?: readonly number[];
}

/** What only an editor can do; a page by itself has none of it. */
export interface EditorEvents {
  open(place: PlaceNumber): void;
  save(form: SavedForm): void;
  changed(state: ViewState): void;
}

/** The whole view: what was found, and what there is. */
export class CorpusView {
  readonly root: HTMLElement;
  #state: ViewState;

  constructor(
    report: CorpusReport,
    state: ViewState,
    private readonly editor?: EditorEvents,
  ) {
    this.#state = state;
    const open = new Set(
      state.open ?? report.findings.flatMap(({ severity }, at) => (severity === 'note' ? [] : [at])),
    );
    const findings = element(
      'div',
      { class: 'panel' },
      ...findingsPanel(report, open, editor && ((place) => editor.open(place)), () =>
        this.#change({ open: [...open] }),
      ),
    );
    const figures = element('div', { class: 'panel' }, ...figuresPanel(report));
    const tabs = new Tabs(
      [
        { id: 'findings', title: `Findings (${report.findings.length})`, panel: findings },
        { id: 'figures', title: 'Figures', panel: figures },
      ],
      (tab) => this.#change({ tab }),
    );
    const documents = report.splits.reduce((sum, split) => sum + split.documents, 0);
    const files = report.files.map(({ path }) => path);
    this.root = element(
      'div',
      { class: 'view' },
      element(
        'header',
        {},
        tabs.root,
        element(
          'h1',
          { title: files.join('\n') },
          `${files.map(nameOf).join(', ')}: ${count(documents, 'document')}`,
        ),
        editor && saveButtons((form) => editor.save(form)),
      ),
      element('main', {}, findings, figures),
    );
    tabs.choose(state.tab ?? 'findings');
  }

  #change(change: ViewState): void {
    this.#state = { ...this.#state, ...change };
    this.editor?.changed(this.#state);
  }
}

const saveButtons = (save: (form: SavedForm) => void): HTMLElement =>
  element(
    'div',
    { class: 'save', role: 'group', 'aria-label': 'Save' },
    element('span', { class: 'hint' }, 'Save '),
    element('button', { 'aria-label': 'Save the report as one page', onclick: () => save('html') }, 'HTML'),
    element('button', { 'aria-label': 'Save the report as JSON', onclick: () => save('json') }, 'JSON'),
  );

/** A file's name without its folders. */
export const nameOf = (path: string): string => path.split(/[\\/]/).at(-1)!;
