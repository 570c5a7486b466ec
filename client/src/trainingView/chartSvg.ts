import type { ChartStyle } from './chartStyle';
import type { Chart, Series } from './charts';

const width = 640;
const height = 300;
const room = { left: 70, right: 20, top: 60, bottom: 40 };

/** The charts one below the other as an SVG file. */
export function svg(title: string, charts: readonly Chart[], style: ChartStyle): string {
  const all = 40 + charts.length * height;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${all}" width="${width}" height="${all}" font-family="system-ui, sans-serif" font-size="11">`,
    `<rect width="100%" height="100%" fill="${xml(style.background)}"/>`,
    `<g fill="${xml(style.foreground)}"><text x="${room.left}" y="26" font-size="15">${xml(title)}</text></g>`,
    ...charts.map((chart, i) => `<g transform="translate(0 ${40 + i * height})">${drawn(chart, style)}</g>`),
    '</svg>',
  ].join('\n')}\n`;
}

function drawn({ title, axis, series, write }: Chart, style: ChartStyle): string {
  const points = series.flatMap((each) => each.points);
  const [x0, x1] = extent(points.map(({ x }) => x));
  const [y0, y1] = extent(points.map(({ y }) => y));
  const x = (value: number) =>
    short(room.left + ((value - x0) / (x1 - x0)) * (width - room.left - room.right));
  const y = (value: number) =>
    short(height - room.bottom - ((value - y0) / (y1 - y0)) * (height - room.top - room.bottom));
  const levels = [0, 0.25, 0.5, 0.75, 1].map((share) => y0 + share * (y1 - y0));
  const ends = [x0, (x0 + x1) / 2, x1].map(Math.round);
  return [
    `<g fill="${xml(style.foreground)}"><text x="${room.left}" y="16" font-size="13">${xml(title)}</text>`,
    ...levels.map(
      (level) =>
        `<text x="${room.left - 8}" y="${y(level)}" dy="4" text-anchor="end">${xml(write(level))}</text>`,
    ),
    ...ends.map(
      (end) => `<text x="${x(end)}" y="${height - 14}" text-anchor="middle">${xml(`${axis} ${end}`)}</text>`,
    ),
    ...series.map((each, i) => legend(each, i, style)),
    '</g>',
    `<g stroke="${xml(style.grid)}">${levels.map((level) => `<line x1="${room.left}" x2="${width - room.right}" y1="${y(level)}" y2="${y(level)}"/>`).join('')}</g>`,
    ...series.map((each, i) => line(each, i, style, x, y)),
  ].join('');
}

function line(
  { points, marked }: Series,
  place: number,
  style: ChartStyle,
  x: (value: number) => string,
  y: (value: number) => string,
): string {
  const { colour, dash, width: stroke } = style.line(place);
  const path = points.map((point) => `${x(point.x)},${y(point.y)}`).join(' ');
  const marks = points.map(
    (point) => `<circle cx="${x(point.x)}" cy="${y(point.y)}" r="3" fill="${xml(colour)}"/>`,
  );
  return `<polyline points="${path}" fill="none" stroke="${xml(colour)}" stroke-width="${stroke}" stroke-dasharray="${dash.join(' ')}"/>${marked ? marks.join('') : ''}`;
}

function legend({ name }: Series, place: number, style: ChartStyle): string {
  const { colour, dash } = style.line(place);
  const [column, row] = [place % 4, Math.floor(place / 4)];
  const [left, top] = [room.left + column * 140, 32 + row * 14];
  return `<line x1="${left}" x2="${left + 22}" y1="${top - 4}" y2="${top - 4}" stroke="${xml(colour)}" stroke-width="2" stroke-dasharray="${dash.join(' ')}"/><text x="${left + 28}" y="${top}">${xml(name)}</text>`;
}

/** With room for a line where all values are one. */
function extent(values: readonly number[]): [number, number] {
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return least === most ? [least - 0.5, most + 0.5] : [least, most];
}

const short = (value: number): string => String(Math.round(value * 100) / 100);

const xml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
