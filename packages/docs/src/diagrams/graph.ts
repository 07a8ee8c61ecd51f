import { type Drawing, text } from './svg.ts';

/** A box, at its centre. */
export type Box = {
  readonly id: string;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
  /** `outside`: not part of Tradepost. `final`: nothing follows. `start`: a dot without text. */
  readonly kind?: 'accent' | 'outside' | 'final' | 'start';
};

export type Edge = {
  readonly from: string;
  readonly to: string;
  readonly label?: readonly string[];
  /** Centre of the label. Defaults to the middle of the line. */
  readonly labelAt?: Point;
  /** Corners between the two boxes. */
  readonly via?: readonly Point[];
  readonly isDashed?: boolean;
  /** Arrows at both ends. */
  readonly isMutual?: boolean;
  /** Side of the box on which an edge to itself is drawn. */
  readonly loop?: 'top' | 'bottom';
};

export type Frame = {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type Graph = Omit<Drawing, 'body'> & {
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
  readonly frames?: readonly Frame[];
};

export type Point = readonly [x: number, y: number];

const BOX_WIDTH = 110;
const BOX_HEIGHT = 40;
const START_RADIUS = 7;
/** Space between a box and the tip of an arrow. */
const GAP = 2;

/**
 * Draws boxes and the edges between them.
 *
 * @throws Error if an edge names a box that does not exist
 */
export function drawGraph({ boxes, edges, frames = [], ...drawing }: Graph): Drawing {
  const find = (id: string): Box => {
    const box = boxes.find((each) => each.id === id);
    if (box === undefined) throw new Error(`${drawing.name}: there is no box "${id}"`);
    return box;
  };
  const arrow = `url(#${drawing.name}-arrow)`;
  const drawn = edges.map((edge) => drawEdge(edge, find(edge.from), find(edge.to), arrow));
  const body = [
    ...frames.map(drawFrame),
    ...drawn.map(({ line }) => line),
    ...boxes.map(drawBox),
    // Above the boxes and lines.
    ...drawn.map(({ label }) => label),
  ];
  return { ...drawing, body: body.filter((each) => each !== '').join('\n') };
}

function drawFrame({ label, x, y, width, height }: Frame): string {
  return `<rect class="frame" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>
${text([label], x + 12, y + 16, 'start strong')}`;
}

function drawBox({ lines, x, y, width = BOX_WIDTH, height = BOX_HEIGHT, kind }: Box): string {
  if (kind === 'start') return `<circle class="arrow" cx="${x}" cy="${y}" r="${START_RADIUS}"/>`;
  const className = kind === undefined ? 'box' : `box ${kind}`;
  return `<rect class="${className}" x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="6"/>
${text(lines, x, y)}`;
}

function drawEdge(
  edge: Edge,
  from: Box,
  to: Box,
  arrow: string,
): { readonly line: string; readonly label: string } {
  const className = edge.isDashed ? 'edge dashed' : 'edge';
  const start = edge.isMutual ? ` marker-start="${arrow}"` : '';
  const { path, middle } = from === to ? loopOf(from, edge.loop ?? 'top') : lineOf(edge, from, to);
  const [x, y] = edge.labelAt ?? middle;
  return {
    line: `<path class="${className}" d="${path}"${start} marker-end="${arrow}"/>`,
    label: edge.label === undefined ? '' : text(edge.label, x, y, 'label'),
  };
}

function lineOf({ via = [] }: Edge, from: Box, to: Box): { readonly path: string; readonly middle: Point } {
  const first = via[0] ?? [to.x, to.y];
  const last = via.at(-1) ?? [from.x, from.y];
  const points = [borderTowards(from, first), ...via, borderTowards(to, last)];
  const [[x1, y1], [x2, y2]] = longest(points);
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
  return { path, middle: [round((x1 + x2) / 2), round((y1 + y2) / 2)] };
}

/** Point at which the line from the centre of a box to another point leaves the box. */
function borderTowards({ x, y, width = BOX_WIDTH, height = BOX_HEIGHT, kind }: Box, [px, py]: Point): Point {
  const [dx, dy] = [px - x, py - y];
  if (kind === 'start') {
    const length = Math.hypot(dx, dy);
    return [x + (dx / length) * START_RADIUS, y + (dy / length) * START_RADIUS];
  }
  // A point beside a box, within its height or width, is reached by a straight line.
  if (Math.abs(dx) < width / 2) return [px, y + Math.sign(dy) * (height / 2 + GAP)];
  if (Math.abs(dy) < height / 2) return [x + Math.sign(dx) * (width / 2 + GAP), py];
  const scale = Math.min((width / 2 + GAP) / Math.abs(dx), (height / 2 + GAP) / Math.abs(dy));
  return [x + dx * scale, y + dy * scale];
}

function longest(points: readonly Point[]): readonly [Point, Point] {
  const pairs = points
    .slice(1)
    .map((point, index): readonly [Point, Point] => [points[index] ?? point, point]);
  const lengthOf = ([[x1, y1], [x2, y2]]: readonly [Point, Point]) => Math.hypot(x2 - x1, y2 - y1);
  return pairs.reduce((best, pair) => (lengthOf(pair) > lengthOf(best) ? pair : best));
}

function loopOf({ x, y, height = BOX_HEIGHT }: Box, side: 'top' | 'bottom') {
  const direction = side === 'top' ? -1 : 1;
  const edge = y + direction * (height / 2);
  const far = edge + direction * 34;
  const path = `M${x - 18} ${edge}C${x - 30} ${far} ${x + 30} ${far} ${x + 18} ${edge + direction * GAP}`;
  return { path, middle: [x, edge + direction * 38] as const };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
