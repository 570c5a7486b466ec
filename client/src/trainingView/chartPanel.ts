import uPlot from 'uplot';
import { element } from '../page/dom';
import type { ChartStyle } from './chartStyle';
import type { Chart } from './charts';

const height = 190;

/** A chart on the page: the picture, its legend, and a cursor that arrow keys move and that says where it stands. */
export class ChartPanel {
  readonly root: HTMLElement;
  readonly #title = element('h2');
  readonly #picture = element('div', { class: 'plot' });
  readonly #legend = element('ul', { class: 'legend' });
  #plot: uPlot | undefined;
  #chart: Chart;
  #style: ChartStyle;

  /** @param say tells those who hear the page where the cursor is */
  constructor(
    chart: Chart,
    style: ChartStyle,
    private readonly say: (text: string) => void,
  ) {
    this.#chart = chart;
    this.#style = style;
    this.root = element(
      'section',
      {
        class: 'chart',
        tabindex: 0,
        role: 'application',
        'aria-label': `${chart.title}. Arrow keys read the values.`,
        onkeydown: (event: KeyboardEvent) => this.#key(event),
      },
      this.#title,
      this.#picture,
      this.#legend,
    );
    new ResizeObserver(() => this.#fit()).observe(this.#picture);
    this.#draw();
  }

  /** Shows what has been added; lines that are new need a new picture. */
  show(chart: Chart, style: ChartStyle): void {
    const same = style === this.#style && namesOf(chart) === namesOf(this.#chart);
    this.#chart = chart;
    this.#style = style;
    if (same) {
      this.#plot?.setData(aligned(chart));
      this.#describe();
    } else this.#draw();
  }

  #draw(): void {
    this.#plot?.destroy();
    const { series, write } = this.#chart;
    const { foreground, grid, font } = this.#style;
    const axis = {
      stroke: foreground,
      grid: { stroke: grid, width: 1 },
      ticks: { stroke: grid, width: 1 },
      font,
    };
    const options: uPlot.Options = {
      width: this.#picture.clientWidth || 300,
      height,
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, y: false },
      scales: { x: { time: false } },
      axes: [axis, { ...axis, size: 62, values: (_, splits) => splits.map(write) }],
      series: [
        {},
        ...series.map(({ marked }, place): uPlot.Series => {
          const { colour, dash, width } = this.#style.line(place);
          return {
            stroke: colour,
            width,
            dash: [...dash],
            spanGaps: true,
            // A single value makes no line.
            points: {
              show: (plot) => marked || plot.data[0].length === 1,
              size: 7,
              fill: colour,
              stroke: colour,
            },
          };
        }),
      ],
      hooks: { setCursor: [() => this.#describe()] },
    };
    this.#plot = new uPlot(options, aligned(this.#chart), this.#picture);
    this.#describe();
  }

  #fit(): void {
    const width = this.#picture.clientWidth;
    if (width > 0 && this.#plot && this.#plot.width !== width) this.#plot.setSize({ width, height });
  }

  /** The values under the cursor, or the last ones. */
  #describe(): void {
    const { title, series, write, axis } = this.#chart;
    const at = this.#plot?.cursor.idx;
    const x = typeof at === 'number' ? this.#plot!.data[0][at] : undefined;
    this.#title.textContent = x === undefined ? title : `${title}, ${axis} ${x.toLocaleString('en')}`;
    const items = series.map(({ name, points }, place) => {
      const point = x === undefined ? points.at(-1) : points.findLast((each) => each.x <= x);
      const { colour, dash } = this.#style.line(place);
      return element(
        'li',
        {},
        swatch(colour, dash),
        `${name} `,
        element('b', {}, point ? write(point.y) : '–'),
      );
    });
    this.#legend.replaceChildren(...items);
  }

  #key(event: KeyboardEvent): void {
    const plot = this.#plot;
    const xs = plot?.data[0];
    if (!plot || !xs || xs.length === 0) return;
    const at = plot.cursor.idx ?? xs.length;
    const steps: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: xs.length - 1,
    };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(xs.length - 1, steps[event.key]));
    plot.setCursor({ left: plot.valToPos(xs[next], 'x'), top: height / 2 });
    const values = [...this.#legend.children].map(({ textContent }) => textContent);
    this.say(`${this.#title.textContent}: ${values.join(', ')}`);
  }
}

const namesOf = ({ series }: Chart): string => series.map(({ name }) => name).join('\n');

/** The lines over all places where one of them has a value, as uPlot wants them. */
const aligned = ({ series }: Chart): uPlot.AlignedData =>
  uPlot.join(
    series.map(({ points }): uPlot.AlignedData => [points.map(({ x }) => x), points.map(({ y }) => y)]),
  );

/** A piece of the line, for the legend. */
function swatch(colour: string, dash: readonly number[]): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const picture = document.createElementNS(namespace, 'svg');
  for (const [name, value] of Object.entries({ width: '24', height: '8', 'aria-hidden': 'true' }))
    picture.setAttribute(name, value);
  const line = document.createElementNS(namespace, 'line');
  const attributes = {
    x1: '0',
    x2: '24',
    y1: '4',
    y2: '4',
    stroke: colour,
    'stroke-width': '2',
    'stroke-dasharray': dash.join(' '),
  };
  for (const [name, value] of Object.entries(attributes)) line.setAttribute(name, value);
  picture.append(line);
  return picture;
}
