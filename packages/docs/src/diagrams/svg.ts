/** A drawing of fixed size. `body` is SVG that uses the classes of `DIAGRAM_STYLE`. */
export type Drawing = {
  /** Name of the file, without `.svg`. Ids within the SVG begin with it. */
  readonly name: string;
  readonly title: string;
  /** Text alternative of the diagram. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly body: string;
};

/** Rules of the classes that drawings use. Colours are custom properties, which the site sets for light and dark mode. */
export const DIAGRAM_STYLE = `.diagram { font: 13px system-ui, sans-serif; }
.diagram .box { fill: var(--diagram-fill); stroke: var(--diagram-line); }
.diagram .box.accent { fill: var(--diagram-accent); stroke: var(--diagram-accent-line); }
.diagram .box.outside { stroke-dasharray: 5 4; }
.diagram .box.final { stroke-width: 2.5; }
.diagram .frame { fill: none; stroke: var(--diagram-line); stroke-dasharray: 2 4; }
.diagram .edge { fill: none; stroke: var(--diagram-line); stroke-width: 1.4; }
.diagram .edge.dashed { stroke-dasharray: 6 4; }
.diagram .arrow { fill: var(--diagram-line); }
.diagram text { fill: var(--diagram-text); text-anchor: middle; }
.diagram text.start { text-anchor: start; }
.diagram text.label { font-size: 12px; paint-order: stroke; stroke: var(--diagram-page); stroke-width: 4px; }
.diagram text.strong { font-weight: 600; }`;

/** Colours of a diagram outside the site, such as on GitHub, which follow the setting of the system. */
const STANDALONE = `.diagram { --diagram-page: #fff; --diagram-fill: #f6f6f7; --diagram-line: #67676c; --diagram-text: #3c3c43;
  --diagram-accent: #e3e8fd; --diagram-accent-line: #3451b2; }
@media (prefers-color-scheme: dark) {
  .diagram { --diagram-page: #1b1b1f; --diagram-fill: #2e2e32; --diagram-line: #a0a0a8; --diagram-text: #dfdfd6;
    --diagram-accent: #2d3563; --diagram-accent-line: #a8b1ff; }
}`;

/** Returns the drawing as an SVG file, with its title and description for screen readers. */
export function toSvg({ name, title, description, width, height, body }: Drawing): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" class="diagram" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${name}-title ${name}-description">
<title id="${name}-title">${escapeXml(title)}</title>
<desc id="${name}-description">${escapeXml(description)}</desc>
<style>
${STANDALONE}
${DIAGRAM_STYLE}
</style>
<defs><marker id="${name}-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path class="arrow" d="M0 1L9 5L0 9z"/></marker></defs>
${body}
</svg>
`;
}

/** Returns an SVG file without its style, to be part of a page that has `DIAGRAM_STYLE`. */
export function toInlineSvg(svg: string): string {
  return svg.replace(/<style>[^<]*<\/style>\n/, '');
}

/**
 * Returns lines of text, centred at a point.
 *
 * @param className classes of the text: `label`, `strong`, `start`
 */
export function text(lines: readonly string[], x: number, y: number, className = ''): string {
  const first = y - ((lines.length - 1) * LINE_HEIGHT) / 2;
  const attribute = className === '' ? '' : ` class="${className}"`;
  const spans = lines.map(
    (line, index) =>
      `<tspan x="${x}" y="${first + index * LINE_HEIGHT}" dy="0.35em">${escapeXml(line)}</tspan>`,
  );
  return `<text${attribute}>${spans.join('')}</text>`;
}

const LINE_HEIGHT = 16;

function escapeXml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
