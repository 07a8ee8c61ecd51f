import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { describeCatalogue, describeMessage, pathOfMessage } from '../catalogue/describe-message.ts';
import { findPageSources } from './page-sources.ts';
import { toSitePage } from './to-site-page.ts';

/** A page of the site: its path without `.md`, and its Markdown. */
export type SitePage = { readonly path: string; readonly text: string };

/**
 * Returns all pages of the site: those of the repository, and the generated pages of the event catalogue.
 *
 * @param root of the repository
 * @param repositoryUrl address of the repository's files. Without it, links to files that are not pages are text.
 * @throws Error if a link leads to a file that does not exist
 */
export function assemblePages(
  root: string,
  catalogue: Catalogue,
  repositoryUrl?: string,
): readonly SitePage[] {
  const pages = findPageSources(root);
  const messages = [
    { path: 'messages/index', text: describeCatalogue(catalogue) },
    ...[...catalogue.events, ...catalogue.commands].map((entry) => ({
      path: pathOfMessage(entry.type),
      text: describeMessage(entry),
    })),
  ];
  const context = {
    root,
    pages,
    generated: messages.map(({ path }) => path),
    ...(repositoryUrl === undefined ? {} : { repositoryUrl }),
  };
  const converted = pages.map((page) => ({
    path: page.path,
    text: toSitePage(page, readFileSync(join(root, page.file), 'utf8'), context),
  }));
  return [...converted, ...messages];
}

/** Writes pages as Markdown files into an empty folder. */
export function writePages(folder: string, pages: readonly SitePage[]): void {
  rmSync(folder, { recursive: true, force: true });
  for (const { path, text } of pages) {
    const file = join(folder, `${path}.md`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
