import type { SavedForm } from '../evaluation/messages';
import { element } from '../page/dom';

const forms: readonly { readonly form: SavedForm; readonly face: string; readonly title: string }[] = [
  { form: 'html', face: 'HTML', title: 'Save the whole report as one page' },
  { form: 'json', face: 'JSON', title: 'Save the whole report as JSON' },
  { form: 'figures', face: 'Figures', title: 'Save the figures as CSV' },
  { form: 'errors', face: 'Errors', title: 'Save the errors as CSV' },
];

const curve = { form: 'curve', face: 'Curve', title: 'Save the learning curve as CSV' } as const;

/** @param hasCurve whether the report has a learning curve */
export const saveButtons = (save: (form: SavedForm) => void, hasCurve: boolean): HTMLElement =>
  element(
    'div',
    { class: 'save', role: 'group', 'aria-label': 'Save' },
    element('span', { class: 'hint' }, 'Save '),
    ...[...forms, ...(hasCurve ? [curve] : [])].map(({ form, face, title }) =>
      element('button', { title, 'aria-label': title, onclick: () => save(form) }, face),
    ),
  );
