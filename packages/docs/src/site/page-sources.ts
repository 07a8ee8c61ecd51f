import { globSync } from 'node:fs';

/** A Markdown file of the repository that is a page of the site. */
export type PageSource = {
  /** Path below the root of the repository. */
  readonly file: string;
  /** Path within the site, without `.md`: `how-to/add-an-event`, `services/orders`. */
  readonly path: string;
};

/** Files that are not READMEs and not in `packages/docs`. */
const OTHERS: readonly PageSource[] = [
  { file: 'packages/serverless-config/ON-AWS.md', path: 'on-aws' },
  { file: '.github/CONTRIBUTING.md', path: 'contributing' },
  { file: '.github/SECURITY.md', path: 'security' },
];

/**
 * Lists the pages: those of `packages/docs`, and the READMEs of services and packages.
 *
 * @param root of the repository
 */
export function findPageSources(root: string): readonly PageSource[] {
  const find = (pattern: string) =>
    globSync(pattern, { cwd: root }).map((file) => file.replaceAll('\\', '/'));
  const own = find('packages/docs/{*,how-to/*,decisions/*}.md')
    .filter((file) => file !== 'packages/docs/README.md')
    .map((file) => ({ file, path: file.slice('packages/docs/'.length, -'.md'.length) }));
  const readmes = find('{services,packages}/*/README.md').map((file) => ({
    file,
    path: file.slice(0, -'/README.md'.length),
  }));
  return [...own, ...readmes, ...OTHERS].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
