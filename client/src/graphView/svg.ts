import type { Point } from './neighbour';

/** What is drawn, with its colours, for an image that needs no browser. */
export interface Scene {
  readonly background: string;
  readonly foreground: string;
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
}

export type Shape = 'ellipse' | 'diamond' | 'hexagon' | 'rectangle';

export interface SceneNode extends Point {
  readonly label: string;
  readonly radius: number;
  readonly shape: Shape;
  readonly fill: string;
}

export interface SceneEdge {
  readonly from: SceneNode;
  readonly to: SceneNode;
  readonly colour: string;
  readonly width: number;
  readonly dashed: boolean;
}

const margin = 40;
const fontSize = 11;
const arrow = 7;

/** The scene as an SVG file, in the view's own units. */
export function svg({ background, foreground, nodes, edges }: Scene): string {
  const { left, top, width, height } = bounds(nodes);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${[left, top, width, height].map(short).join(' ')}" width="${short(width)}" height="${short(height)}">`,
    `<rect x="${short(left)}" y="${short(top)}" width="100%" height="100%" fill="${xml(background)}"/>`,
    ...edges.filter(({ from, to }) => from !== to).map(edgePath),
    ...nodes.map((node) => shapePath(node)),
    `<g font-family="system-ui, sans-serif" font-size="${fontSize}" text-anchor="middle" fill="${xml(foreground)}">`,
    ...nodes.map(
      ({ x, y, radius, label }) =>
        `<text x="${short(x)}" y="${short(y + radius + fontSize + 1)}">${xml(label)}</text>`,
    ),
    '</g>',
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

function bounds(nodes: readonly SceneNode[]) {
  const xs = nodes.map(({ x }) => x);
  const ys = nodes.map(({ y }) => y);
  const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), values[0] ?? 0);
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), values[0] ?? 0);
  const [left, top] = [least(xs) - 2 * margin, least(ys) - margin];
  return { left, top, width: most(xs) + 2 * margin - left, height: most(ys) + 1.5 * margin - top };
}

/** A line from rim to rim with its arrow head. */
function edgePath({ from, to, colour, width, dashed }: SceneEdge): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const [tipX, tipY] = [to.x - ux * (to.radius + 2), to.y - uy * (to.radius + 2)];
  const [baseX, baseY] = [tipX - ux * arrow, tipY - uy * arrow];
  const side = arrow / 2;
  const head = [
    [tipX, tipY],
    [baseX - uy * side, baseY + ux * side],
    [baseX + uy * side, baseY - ux * side],
  ];
  const dash = dashed ? ' stroke-dasharray="6 4"' : '';
  const line = `<line x1="${short(from.x + ux * from.radius)}" y1="${short(from.y + uy * from.radius)}" x2="${short(baseX)}" y2="${short(baseY)}" stroke="${xml(colour)}" stroke-width="${short(width)}"${dash}/>`;
  const points = head.map((point) => point.map(short).join(',')).join(' ');
  return `${line}<polygon points="${points}" fill="${xml(colour)}"/>`;
}

/** Corners of the shapes on a circle, in quarter turns; an ellipse has none. */
const corners: Readonly<Record<Exclude<Shape, 'ellipse'>, readonly number[]>> = {
  diamond: [0, 1, 2, 3],
  rectangle: [0.5, 1.5, 2.5, 3.5],
  hexagon: [0, 2 / 3, 4 / 3, 2, 8 / 3, 10 / 3],
};

function shapePath({ x, y, radius, shape, fill }: SceneNode): string {
  if (shape === 'ellipse')
    return `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" fill="${xml(fill)}"/>`;
  const points = corners[shape].map((quarters) => {
    const angle = (quarters * Math.PI) / 2;
    return `${short(x + radius * Math.cos(angle))},${short(y + radius * Math.sin(angle))}`;
  });
  return `<polygon points="${points.join(' ')}" fill="${xml(fill)}"/>`;
}

const short = (value: number): string => String(Math.round(value * 100) / 100);

const xml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
