import { element } from './dom';

export interface ExportChoice {
  readonly id: string;
  readonly title: string;
}

/** A button with a menu, as the ARIA practices have it: arrow keys walk, Escape closes. @param hint what is exported, in a sentence */
export function exportMenu(
  choices: readonly ExportChoice[],
  hint: string,
  chosen: (id: string) => void,
): HTMLElement {
  const items = choices.map(({ id, title }) =>
    element('button', { role: 'menuitem', tabindex: -1, onclick: () => choose(id) }, title),
  );
  const note = element('p', { class: 'hint' }, hint);
  const menu = element(
    'div',
    { class: 'menu', role: 'menu', 'aria-label': 'Export as', hidden: true },
    ...items,
    note,
  );
  const button = element('button', { 'aria-haspopup': 'menu', 'aria-expanded': 'false' }, 'Export ▾');
  const toggle = (open: boolean) => {
    menu.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    if (open) items[0].focus();
  };
  const choose = (id: string) => {
    toggle(false);
    button.focus();
    chosen(id);
  };
  button.addEventListener('click', () => toggle(menu.hidden === true));
  button.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') toggle(true);
  });
  menu.addEventListener('keydown', (event) => {
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    if (event.key in steps) items.at(steps[event.key] % items.length)?.focus();
    else if (event.key === 'Escape') {
      toggle(false);
      button.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const root = element('div', { class: 'export' }, button, menu);
  root.addEventListener('focusout', ({ relatedTarget }) => {
    if (!root.contains(relatedTarget as Node | null)) toggle(false);
  });
  return root;
}
