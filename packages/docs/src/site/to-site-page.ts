import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describeTransitions, isStateDiagram, renderDiagram } from '../diagram.ts';
import type { PageSource } from './page-sources.ts';

export type SiteContext = {
  /** Folder of the repository. */
  readonly root: string;
  readonly pages: readonly PageSource[];
  /** Paths of generated pages, which no file has. */
  readonly generated: readonly string[];
  /** Address of the repository's files, such as `https://github.com/owner/name/blob/main`. Without it, links to files are text. */
  readonly repositoryUrl?: string;
};

/** A code span, or a link with its text and address. */
const SPAN_OR_LINK = /(?<!`)(`+)[^`]+\1|\[((?:[^[\]`\n]|`[^`\n]*`|\n(?!\n))*)\]\(([^)\s]+)\)/g;
const DIAGRAM_FRAME = '<div class="diagram-frame" tabindex="0">';
const DIAGRAM = /^```mermaid\n((?:(?!```).*\n)*)```$/gm;
const FENCE = /^ {0,3}(?:```|~~~)/;
const EXTERNAL = /^[a-z][a-z\d+.-]*:/i;

/**
 * Converts a Markdown file of the repository to a page of the site: links lead to pages, and diagrams are drawn, those of
 * states with a table of their transitions.
 *
 * @throws Error if a link leads to a file that does not exist, or a diagram is not valid
 */
export function toSitePage(source: PageSource, markdown: string, context: SiteContext): string {
  const page = mapText(
    markdown.replace(DIAGRAM, (_all, mermaid: string) => toDiagram(mermaid)),
    (text) =>
      text.replace(SPAN_OR_LINK, (all: string, _ticks: string | undefined, label: string, address: string) =>
        address === undefined ? toCode(all) : toLink(all, label, address, source, context),
      ),
  );
  // Diagrams need the width of the outline beside the text.
  return page.includes(DIAGRAM_FRAME) ? `---\naside: false\n---\n\n${page}` : page;
}

/** Applies a function to everything but fenced blocks of code. */
function mapText(markdown: string, convert: (text: string) => string): string {
  const parts: { readonly isCode: boolean; readonly lines: string[] }[] = [{ isCode: false, lines: [] }];
  for (const line of markdown.split('\n')) {
    const part = parts.at(-1);
    const isFence = FENCE.test(line);
    if (part === undefined || (isFence && !part.isCode)) parts.push({ isCode: true, lines: [line] });
    else if (isFence && part.isCode) {
      part.lines.push(line);
      parts.push({ isCode: false, lines: [] });
    } else part.lines.push(line);
  }
  return parts
    .filter(({ lines }) => lines.length > 0)
    .map(({ isCode, lines }) => (isCode ? lines.join('\n') : convert(lines.join('\n'))))
    .join('\n');
}

/** Vue would evaluate double braces in a page, except in an element with `v-pre`. */
function toCode(span: string): string {
  if (!span.includes('{{')) return span;
  const ticks = span.length - span.replace(/^`+/, '').length;
  const code = span.slice(ticks, -ticks).trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<code v-pre>${code}</code>`;
}

function toDiagram(mermaid: string): string {
  const diagram = `${DIAGRAM_FRAME}\n${renderDiagram(mermaid)}\n</div>`;
  if (!isStateDiagram(mermaid)) return diagram;
  return `${diagram}\n\n<details>\n<summary>Transitions as a table</summary>\n\n${describeTransitions(mermaid)}\n\n</details>`;
}

function toLink(
  all: string,
  label: string,
  address: string,
  { file }: PageSource,
  { root, pages, generated, repositoryUrl }: SiteContext,
): string {
  if (EXTERNAL.test(address) || address.startsWith('#') || address.startsWith('/')) return all;
  const [path = '', anchor] = address.split('#');
  const target = posix.normalize(posix.join(dirname(file), path)).replace(/\/$/, '');
  const hash = anchor === undefined ? '' : `#${anchor}`;
  const page = pages.find((each) => each.file === target || each.file === `${target}/README.md`);
  if (page !== undefined) return `[${label}](/${page.path.replace(/(?:^|(?<=\/))index$/, '')}${hash})`;
  const own = target.replace(/^packages\/docs\//, '').replace(/\.md$/, '');
  if (generated.includes(own)) return `[${label}](/${own.replace(/(?<=\/)index$/, '')}${hash})`;
  if (!existsSync(join(root, target))) throw new Error(`${file}: the link to ${address} leads to no file`);
  // Images are part of the page, so that the site needs no other files of the repository.
  if (target.endsWith('.png'))
    return `[${label}](data:image/png;base64,${readFileSync(join(root, target), 'base64')})`;
  return repositoryUrl === undefined ? label : `[${label}](${repositoryUrl}/${target}${hash})`;
}
