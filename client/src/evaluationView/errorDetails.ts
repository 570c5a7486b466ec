import type { EvaluationReport, ReportError, Said } from '../../../server/src/protocol/evaluationReport';
import { element, percent } from '../page/dom';
import { kindTitles } from './errorFilter';
import { markedText } from './markedText';

/** One error: its sentences with what either side says marked in them, and what each says of it. */
export class ErrorDetails {
  readonly root = element('aside', { class: 'details', 'aria-label': 'The selected error' });

  /** @param open shows the place in the document; not given where there is no editor */
  constructor(
    private readonly report: EvaluationReport,
    private readonly open?: (error: number) => void,
  ) {}

  show(error: ReportError | undefined, place?: number): void {
    const { open } = this;
    if (!error || place === undefined) this.root.replaceChildren(hint(open !== undefined));
    else this.root.replaceChildren(...this.#error(error, open && (() => open(place))));
    this.root.scrollTop = 0;
  }

  #error(error: ReportError, open: (() => void) | undefined): Node[] {
    const { documents } = this.report;
    const { id, file, text = '' } = documents[error.document];
    const where = [`document ${id}`, error.line && `line ${error.line}`].filter(Boolean).join(', ');
    return [
      element('h2', {}, `${kindTitles[error.kind]}: ${error.type}`),
      element('p', { class: 'facts' }, error.detail),
      element('p', { class: 'text' }, ...markedText(text, error)),
      this.#side('Gold', 'gold', error.gold),
      this.#side('Predicted', 'predicted', error.predicted),
      element('p', { class: 'facts', title: file }, where),
      ...(open ? [element('button', { onclick: open }, 'Show in the Document')] : []),
    ];
  }

  #side(title: string, side: 'gold' | 'predicted', said: readonly Said[]): HTMLElement {
    const items = said.map(({ text, type, concepts, score }) =>
      element(
        'li',
        {},
        element('span', { class: `says ${side}` }, text),
        ` ${[type, ...concepts.map((id) => this.#named(id)), percent(score)].filter(Boolean).join(' · ')}`,
      ),
    );
    return element(
      'section',
      {},
      element('h3', {}, title),
      items.length > 0 ? element('ul', {}, ...items) : element('p', { class: 'hint' }, 'nothing here'),
    );
  }

  #named(id: string): string {
    const name = Object.hasOwn(this.report.names, id) ? this.report.names[id] : undefined;
    return name ? `${name} (${id})` : id;
  }
}

const hint = (hasEditor: boolean): HTMLElement =>
  element(
    'p',
    { class: 'hint' },
    hasEditor
      ? 'Select an error: its document opens beside, with gold and predicted marked. Headers sort, / searches, arrow keys walk along the rows.'
      : 'Select an error to see it in its sentence. Headers sort, / searches, arrow keys walk along the rows.',
  );
