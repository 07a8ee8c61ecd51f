import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '@tradepost/command-line/command';
import { addToChangelog, toChangelogSection } from './changelog.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const CHANGELOG = join(ROOT, 'packages', 'docs', 'changelog.md');
const ISO_DATE_CHARACTERS = 'yyyy-mm-dd'.length;

/** Folds the changesets into the changelog of a version. */
export const release = command(
  'release',
  'Moves the changesets into packages/docs/changelog.md, and raises the version of all packages.',
).action(() => {
  const files = globSync('.changeset/*.md', { cwd: ROOT }).toSorted();
  const changesets = files.map((file) => readFileSync(join(ROOT, file), 'utf8'));
  if (changesets.length === 0) throw new Error('there are no changesets in .changeset');
  execFileSync(join(ROOT, 'node_modules', '.bin', 'changeset'), ['version'], { cwd: ROOT, stdio: 'inherit' });
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const date = new Date().toISOString().slice(0, ISO_DATE_CHARACTERS);
  const section = toChangelogSection(changesets, version, date);
  writeFileSync(CHANGELOG, addToChangelog(readFileSync(CHANGELOG, 'utf8'), section));
  console.log(`version ${version}, ${changesets.length} changes`);
});
