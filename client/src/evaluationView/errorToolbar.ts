import { type ErrorKind, errorKinds, type ReportStage } from '../../../server/src/protocol/evaluationReport';
import { element } from '../page/dom';
import { type ErrorFilter, kindTitles } from './errorFilter';

/** Search and filters above the list of errors; the buttons say how many there are of each kind. */
export class ErrorToolbar {
  readonly root: HTMLElement;

  constructor(
    { errors }: ReportStage,
    { hiddenKinds, hiddenTypes, search }: ErrorFilter,
    changed: (change: Partial<ErrorFilter>) => void,
  ) {
    const field = element('input', {
      type: 'search',
      placeholder: 'Search errors',
      'aria-label': 'Search errors by wording, id, document or kind',
      value: search,
      oninput: () => changed({ search: field.value }),
    });
    const kinds = errorKinds.filter((kind) => errors.some((error) => error.kind === kind));
    const types = [...new Set(errors.map(({ type }) => type))].sort();
    this.root = element(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': 'Search and filters' },
      element('span', { class: 'search' }, field),
      toggles(
        'Kinds of errors',
        kinds,
        hiddenKinds,
        (kind: ErrorKind) => `${kindTitles[kind]} ${errors.filter((error) => error.kind === kind).length}`,
        (hidden) => changed({ hiddenKinds: hidden }),
      ),
      toggles(
        'Types',
        types,
        hiddenTypes,
        (type) => type,
        (hidden) => changed({ hiddenTypes: hidden }),
      ),
    );
  }
}

/** Buttons that show and hide. */
function toggles<Value extends string>(
  name: string,
  values: readonly Value[],
  hidden: readonly Value[],
  face: (value: Value) => string,
  changed: (hidden: Value[]) => void,
): HTMLElement {
  const off = new Set(hidden);
  const buttons = values.map((value) => {
    const button = element(
      'button',
      { class: 'toggle', 'aria-pressed': String(!off.has(value)) },
      face(value),
    );
    button.addEventListener('click', () => {
      if (!off.delete(value)) off.add(value);
      button.setAttribute('aria-pressed', String(!off.has(value)));
      changed([...off]);
    });
    return button;
  });
  return element('span', { class: 'group', role: 'group', 'aria-label': name }, ...buttons);
}
