import { element } from './dom';

export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly panel: HTMLElement;
}

/** Tabs as the ARIA practices have them: arrow keys walk, one stop on the Tab key's way. */
export class Tabs {
  readonly root = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Ways to look at it' });
  readonly #buttons: HTMLButtonElement[];

  constructor(
    private readonly tabs: readonly Tab[],
    private readonly changed: (id: string) => void,
  ) {
    this.#buttons = tabs.map(({ id, title }) =>
      element(
        'button',
        { role: 'tab', id: `tab-${id}`, 'aria-controls': `panel-${id}`, onclick: () => this.choose(id) },
        title,
      ),
    );
    for (const { id, panel } of tabs) {
      panel.id = `panel-${id}`;
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', `tab-${id}`);
    }
    this.root.append(...this.#buttons);
    this.root.addEventListener('keydown', (event) => {
      const at = this.#buttons.indexOf(document.activeElement as HTMLButtonElement);
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (at < 0 || step === undefined) return;
      const next = (at + step + tabs.length) % tabs.length;
      this.choose(tabs[next].id);
      this.#buttons[next].focus();
    });
  }

  choose(chosen: string): void {
    for (const [place, { id, panel }] of this.tabs.entries()) {
      panel.hidden = id !== chosen;
      this.#buttons[place].setAttribute('aria-selected', String(id === chosen));
      this.#buttons[place].tabIndex = id === chosen ? 0 : -1;
    }
    this.changed(chosen);
  }

  /** The title of a tab, with how much is in it. */
  title(id: string, text: string): void {
    this.#buttons[this.tabs.findIndex((tab) => tab.id === id)].textContent = text;
  }
}
