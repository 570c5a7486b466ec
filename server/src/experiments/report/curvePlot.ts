/** A curve over numbers of documents: points from left to right. */
export interface Curve {
  readonly title: string;
  readonly points: readonly { readonly documents: number; readonly f1: number }[];
}

const size = { width: 640, height: 360 };
const frame = { left: 56, right: 150, top: 16, bottom: 44 };

/** Readable on white and on black. */
const colours = ['#2f81c9', '#d9730d', '#7a8a99', '#8a63d2'];

/**
 * F1 over the number of documents that were learned from, as SVG. Numbers of documents are drawn by their logarithms, so that each doubling takes the
 * same space: a straight line says that a doubling brings always as much.
 */
export function curvePlot(curves: readonly Curve[]): string {
  const points = curves.flatMap((curve) => curve.points);
  const counts = [...new Set(points.map(({ documents }) => documents))].sort((a, b) => a - b);
  const [low, high] = [Math.log(counts[0]), Math.log(counts[counts.length - 1])];
  const lowest = Math.floor(Math.min(...points.map(({ f1 }) => f1)) * 10) / 10;
  const x = (documents: number) =>
    frame.left +
    (size.width - frame.left - frame.right) * (high > low ? (Math.log(documents) - low) / (high - low) : 0.5);
  const y = (f1: number) =>
    frame.top + (size.height - frame.top - frame.bottom) * (1 - (f1 - lowest) / (1 - lowest));
  const steps = Array.from({ length: Math.round((1 - lowest) * 10) + 1 }, (_, step) => 1 - step / 10);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="13">`,
    '<style>text { fill: #1f2328 } .grid { stroke: #8c959f; stroke-opacity: .4 } @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }</style>',
    '<title>F1 over the number of documents that were learned from</title>',
    ...steps.map(
      (f1) =>
        `<path class="grid" d="M${frame.left} ${at(y(f1))}H${size.width - frame.right}"/><text x="${frame.left - 8}" y="${at(y(f1) + 4)}" text-anchor="end">${f1.toFixed(1)}</text>`,
    ),
    ...counts.map(
      (count) =>
        `<text x="${at(x(count))}" y="${size.height - frame.bottom + 20}" text-anchor="middle">${count}</text>`,
    ),
    `<text x="${at((frame.left + size.width - frame.right) / 2)}" y="${size.height - 6}" text-anchor="middle">documents</text>`,
    ...curves.flatMap(({ title, points }, index) => {
      const colour = colours[index % colours.length];
      const line = points.map(({ documents, f1 }) => `${at(x(documents))} ${at(y(f1))}`).join('L');
      const last = points[points.length - 1];
      return [
        `<path d="M${line}" fill="none" stroke="${colour}" stroke-width="2"/>`,
        ...points.map(
          ({ documents, f1 }) =>
            `<circle cx="${at(x(documents))}" cy="${at(y(f1))}" r="3.5" fill="${colour}"><title>${f1.toFixed(3)}</title></circle>`,
        ),
        `<text x="${at(x(last.documents) + 10)}" y="${at(y(last.f1) + 4)}">${escaped(title)}</text>`,
      ];
    }),
    '</svg>',
    '',
  ].join('\n');
}

const at = (coordinate: number): string => coordinate.toFixed(1);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
