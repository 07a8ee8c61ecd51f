import { parseMermaid, renderMermaidSVG } from 'beautiful-mermaid';

/** An event that changes the state of an aggregate, also if the state stays the same. */
export type Transition = { readonly from: string; readonly event: string; readonly to: string };

/** The colours of the site. */
const COLOURS = {
  bg: 'var(--vp-c-bg)',
  fg: 'var(--vp-c-text-1)',
  muted: 'var(--vp-c-text-2)',
  line: 'var(--vp-c-text-3)',
  accent: 'var(--vp-c-brand-1)',
};
const STYLE = /<style>([^<]*)<\/style>\n?/;
/** The library does not know these lines of Mermaid, which are for screen readers. */
const TEXT_ALTERNATIVE = /^ *acc(?:Title|Descr): (.*)\n/gm;
/** The dot before the first event, and the ring after the last. */
const START = /^_start\d*$/;
const END = /^_end\d*$/;

/**
 * Renders a diagram as SVG for a page that has `DIAGRAM_STYLE`.
 *
 * @param mermaid a flowchart, sequence or state diagram (https://mermaid.js.org)
 * @throws Error if it is not valid
 */
export function renderDiagram(mermaid: string): string {
  const label = [...mermaid.matchAll(TEXT_ALTERNATIVE)].map(([, text]) => text).join('. ');
  const svg = render(mermaid.replace(TEXT_ALTERNATIVE, ''))
    .replace(STYLE, '')
    // The library turns the arrow at the start of an edge around, so that it is below the box.
    .replace('orient="auto-start-reverse"', 'orient="auto"')
    .replace('<svg ', `<svg role="img" aria-label="${label.replaceAll('"', '&quot;')}" `);
  // Markdown takes lines without a blank line as one block of HTML.
  return svg.trim().replace(/\n+/g, '\n');
}

/** Style of all diagrams, which a page needs once. Fonts are not loaded from another server. */
export const DIAGRAM_STYLE = (STYLE.exec(render('flowchart TD\n  a'))?.[1] ?? '').replace(/@import.*\n/, '');

function render(mermaid: string): string {
  return renderMermaidSVG(mermaid, { ...COLOURS, font: 'inherit', padding: 8, transparent: true });
}

export function isStateDiagram(mermaid: string): boolean {
  return mermaid.startsWith('stateDiagram');
}

/** Returns the transitions of a state diagram. `none` is the state before the first event. */
export function transitionsOf(mermaid: string): readonly Transition[] {
  const { edges, nodes } = parseMermaid(mermaid.replace(TEXT_ALTERNATIVE, ''));
  const nameOf = (id: string) => nodes.get(id)?.label ?? id;
  return edges.flatMap(({ source, target, label = '' }) => {
    const from = START.test(source) ? 'none' : nameOf(source);
    return END.test(target) ? [] : label.split('\n').map((event) => ({ from, event, to: nameOf(target) }));
  });
}

/** Returns the transitions of a state diagram as a table, for readers who do not use the diagram. */
export function describeTransitions(mermaid: string): string {
  const rows = transitionsOf(mermaid).map(
    ({ from, event, to }) => `| ${from === 'none' ? '–' : `\`${from}\``} | \`${event}\` | \`${to}\` |`,
  );
  return ['| state | event | next state |', '| --- | --- | --- |', ...rows].join('\n');
}
