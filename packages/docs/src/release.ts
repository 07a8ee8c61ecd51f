import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addToChangelog, toChangelogSection } from './changelog.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const CHANGELOG = join(ROOT, 'packages', 'docs', 'changelog.md');
const ISO_DATE_CHARACTERS = 'yyyy-mm-dd'.length;

/**
 * Moves the changesets into the changelog, and raises the version of all packages.
 *
 * @returns what was done, as a line
 * @throws Error if there are no changesets
 */
export function release(): string {
  const files = globSync('.changeset/*.md', { cwd: ROOT }).toSorted();
  const changesets = files.map((file) => readFileSync(join(ROOT, file), 'utf8'));
  if (changesets.length === 0) throw new Error('there are no changesets in .changeset');
  execFileSync(join(ROOT, 'node_modules', '.bin', 'changeset'), ['version'], { cwd: ROOT, stdio: 'inherit' });
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const date = new Date().toISOString().slice(0, ISO_DATE_CHARACTERS);
  const section = toChangelogSection(changesets, version, date);
  writeFileSync(CHANGELOG, addToChangelog(readFileSync(CHANGELOG, 'utf8'), section));
  return `version ${version}, ${changesets.length} changes`;
}
