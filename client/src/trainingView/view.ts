import { Curves } from '../../../server/src/runs/curves';
import type { LoggedEvent } from '../../../server/src/runs/runEvent';
import type { RunState } from '../../../server/src/runs/state';
import { element } from '../page/dom';
import { exportMenu } from '../page/exportMenu';
import { Tabs } from '../page/tabs';
import { whenThemeChanges } from '../page/theme';
import type { FromView } from '../training/messages';
import { ChartPanel } from './chartPanel';
import { svg } from './chartSvg';
import { type Chart, chartsOf } from './charts';
import { csv } from './csv';
import { epochTable } from './epochTable';
import { factsOf, stateNames } from './facts';
import { currentStyle } from './themeStyle';

/** A run as it goes on: curves, a table of the same, and what it said. */
export class TrainingView {
  readonly root: HTMLElement;
  readonly #title = element('h1');
  readonly #facts = element('ul', { class: 'facts', 'aria-label': 'How it stands' });
  readonly #live = element('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  readonly #stop = element('button', { hidden: true, onclick: () => this.send({ type: 'stop' }) }, 'Stop');
  readonly #resume = element(
    'button',
    { hidden: true, onclick: () => this.send({ type: 'resume' }) },
    'Resume',
  );
  readonly #use = element(
    'button',
    { hidden: true, onclick: () => this.send({ type: 'use' }) },
    'Use This Model',
  );
  readonly #charts = element('div', { class: 'charts' });
  readonly #table = element('div', { class: 'scrolled', tabindex: 0 });
  readonly #notes = element('div', { class: 'scrolled notes', tabindex: 0 });
  readonly #panels = new Map<string, ChartPanel>();
  #style = currentStyle();
  #curves = new Curves();
  #state: RunState | undefined;
  #due = false;

  constructor(private readonly send: (message: FromView) => void) {
    const tabs = new Tabs(
      [
        { id: 'curves', title: 'Curves', panel: this.#charts },
        { id: 'table', title: 'Table', panel: this.#table },
        { id: 'notes', title: 'Notes', panel: this.#notes },
      ],
      () => {},
    );
    const choices = [
      { id: 'svg', title: 'Curves as SVG' },
      { id: 'csv', title: 'Numbers as CSV' },
    ];
    const menu = exportMenu(choices, 'The run as it stands now.', (id) => this.#save(id as 'svg' | 'csv'));
    this.root = element(
      'div',
      { class: 'view' },
      element('header', {}, tabs.root, this.#title, this.#stop, this.#resume, this.#use, menu),
      this.#facts,
      element('main', {}, this.#charts, this.#table, this.#notes),
      this.#live,
    );
    tabs.choose('curves');
    whenThemeChanges(() => {
      this.#style = currentStyle();
      this.#soon();
    });
  }

  add(events: readonly LoggedEvent[], again: boolean): void {
    if (again) this.#curves = new Curves();
    this.#curves.add(events);
    this.#soon();
  }

  stateIs(state: RunState | undefined): void {
    if (state && state.state !== this.#state?.state)
      this.#live.textContent = `The training: ${stateNames[state.state]}.`;
    this.#state = state;
    this.#soon();
  }

  /** Many events come at once: they are drawn together, before the next frame. */
  #soon(): void {
    if (this.#due) return;
    this.#due = true;
    requestAnimationFrame(() => {
      this.#due = false;
      this.#draw();
    });
  }

  #draw(): void {
    const state = this.#state;
    this.#title.textContent = state?.folder ?? '';
    const facts = state ? factsOf(this.#curves, state) : ['This folder holds no training any more.'];
    this.#facts.replaceChildren(...facts.map((fact) => element('li', {}, fact)));
    this.#stop.hidden = state?.state !== 'running';
    this.#resume.hidden = !state?.resumable;
    this.#use.hidden = state?.state !== 'done';
    this.#drawCharts();
    this.#table.replaceChildren(epochTable(this.#curves));
    const notes = this.#curves.notes.map(({ time, text }) =>
      element('li', {}, element('time', { datetime: time }, new Date(time).toLocaleTimeString()), ` ${text}`),
    );
    this.#notes.replaceChildren(element('ul', {}, ...notes));
    this.root.dataset['drawn'] = String(this.#curves.steps.length + this.#curves.guesses.length);
    this.root.dataset['state'] = state?.state ?? 'none';
  }

  #drawCharts(): void {
    const charts = chartsOf(this.#curves);
    for (const [id, panel] of this.#panels)
      if (!charts.some((chart) => chart.id === id)) {
        panel.root.remove();
        this.#panels.delete(id);
      }
    let before: HTMLElement | undefined;
    for (const chart of charts) {
      const panel = this.#panelOf(chart, before);
      panel.show(chart, this.#style);
      before = panel.root;
    }
  }

  /** @param before the panel that a new one stands behind; those that are there stay where they are, with whatever has the focus */
  #panelOf(chart: Chart, before: HTMLElement | undefined): ChartPanel {
    const known = this.#panels.get(chart.id);
    if (known) return known;
    const made = new ChartPanel(chart, this.#style, (text) => {
      this.#live.textContent = text;
    });
    this.#panels.set(chart.id, made);
    if (before) before.after(made.root);
    else this.#charts.prepend(made.root);
    return made;
  }

  #save(format: 'svg' | 'csv'): void {
    const title = this.#state?.folder.split(/[\\/]/).at(-1) ?? 'training';
    const content = format === 'svg' ? svg(title, chartsOf(this.#curves), this.#style) : csv(this.#curves);
    this.send({ type: 'save', format, content });
  }
}
