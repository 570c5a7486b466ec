/** A line of a learning curve. */
export interface Series {
  readonly title: string;
  readonly points: readonly {
    readonly documents: number;
    readonly value: number;
    readonly interval: readonly [number, number];
  }[];
}

const size = { width: 720, height: 320 };
const frame = { left: 46, right: 210, top: 12, bottom: 40 };
/** Between the baselines of two labels, at least. */
const labelHeight = 16;

/** Outlines of markers around 0 0: lines are told apart without colours, too. */
const markers = ['M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z', 'M-4-4H4V4H-4Z', 'M0-5L5 4H-5Z', 'M0-5L5 0L0 5L-5 0Z'];

/** Values over the numbers of documents as SVG, each doubling of which takes the same space. The table beside it tells the same in words. */
export function curvePicture(series: readonly Series[]): SVGElement {
  const points = series.flatMap((each) => each.points);
  const picture = svg('svg', {
    class: 'curve',
    viewBox: `0 0 ${size.width} ${size.height}`,
    role: 'img',
    'aria-label':
      'Learning curve: F1 or share over the number of documents learned from; the table below has the numbers',
  });
  if (points.length === 0) return picture;
  const { x, y, lines } = scaleOf(points);
  picture.append(
    ...lines.flatMap((share) => [
      svg('path', { class: 'grid', d: `M${frame.left} ${y(share)}H${size.width - frame.right}` }),
      text(frame.left - 8, y(share) + 4, 'end', `${Math.round(100 * share)}`),
    ]),
    ...[...new Set(points.map(({ documents }) => documents))].map((documents) =>
      text(x(documents), size.height - frame.bottom + 18, 'middle', documents.toLocaleString('en')),
    ),
    text((frame.left + size.width - frame.right) / 2, size.height - 4, 'middle', 'documents'),
    ...series.flatMap((each, place) => line(each, place, x, y)),
    ...labels(series, y),
  );
  return picture;
}

type Scale = (value: number) => number;

function scaleOf(points: Series['points']): { x: Scale; y: Scale; lines: number[] } {
  const counts = points.map(({ documents }) => Math.log(Math.max(1, documents)));
  const [first, last] = [Math.min(...counts), Math.max(...counts)];
  const lowest = Math.floor(Math.min(...points.map(({ interval }) => interval[0])) * 10) / 10;
  const highest = Math.ceil(Math.max(...points.map(({ interval }) => interval[1])) * 10) / 10;
  const range = Math.max(0.1, highest - lowest);
  const [width, height] = [size.width - frame.left - frame.right, size.height - frame.top - frame.bottom];
  return {
    x: (documents) =>
      rounded(
        frame.left +
          width * (last > first ? (Math.log(Math.max(1, documents)) - first) / (last - first) : 0.5),
      ),
    y: (share) => rounded(frame.top + height * (1 - (share - lowest) / range)),
    lines: Array.from({ length: Math.round(range * 10) + 1 }, (_, step) => lowest + step / 10),
  };
}

function line({ title, points }: Series, place: number, at: Scale, y: Scale): SVGElement[] {
  // Beside each other, so that one line's intervals do not hide another's.
  const x = (documents: number) => at(documents) + 5 * (place - 1);
  const group = svg('g', { class: `line line-${place % markers.length}` });
  group.append(
    svg('path', {
      class: 'stroke',
      d: `M${points.map(({ documents, value }) => `${x(documents)} ${y(value)}`).join('L')}`,
    }),
    ...points.flatMap(({ documents, value, interval: [low, high] }) => {
      const marker = svg('path', {
        class: 'marker',
        d: markers[place % markers.length],
        transform: `translate(${x(documents)} ${y(value)})`,
      });
      const told = svg('title', {});
      told.textContent = `${title}, ${documents} documents: ${(100 * value).toFixed(2)}`;
      marker.append(told);
      return [svg('path', { class: 'spread', d: `M${x(documents)} ${y(low)}V${y(high)}` }), marker];
    }),
  );
  return [group];
}

/** The titles at the lines' ends, each with its marker, moved apart where lines end close together. */
function labels(series: readonly Series[], y: Scale): SVGElement[] {
  const left = size.width - frame.right;
  let lowest = Number.NEGATIVE_INFINITY;
  return series
    .map(({ title, points }, place) => ({ title, place, end: points.at(-1) }))
    .flatMap(({ title, place, end }) => (end ? [{ title, place, at: y(end.value) }] : []))
    .sort((a, b) => a.at - b.at)
    .flatMap(({ title, place, at }) => {
      lowest = Math.max(at, lowest + labelHeight);
      return [
        svg('path', {
          class: `marker line-${place % markers.length}`,
          d: markers[place % markers.length],
          transform: `translate(${left + 16} ${lowest})`,
        }),
        text(left + 26, lowest + 4, 'start', title),
      ];
    });
}

const rounded = (coordinate: number): number => Math.round(coordinate * 10) / 10;

function text(x: number, y: number, anchor: 'start' | 'middle' | 'end', words: string): SVGElement {
  const made = svg('text', { x, y, 'text-anchor': anchor });
  made.textContent = words;
  return made;
}

function svg(tag: string, attributes: Readonly<Record<string, number | string>>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
