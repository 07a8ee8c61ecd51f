import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of the repository at one moment. Paths are from its root. */
export type Tree = {
  /** All that stands in `packages/` and `services/`. */
  readonly paths: readonly string[];
  /** Throws where there is no such file. */
  readonly read: (path: string) => string;
};

const FOLDERS = ['packages', 'services'];
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** The tree of a commit. Throws git's own sentence where there is no such commit. */
export function treeAt(root: string, ref: string): Tree {
  return {
    paths: lines(git(root, 'ls-tree', '-r', '--name-only', '--full-tree', ref, '--', ...FOLDERS)),
    read: (path) => git(root, 'show', `${ref}:${path}`),
  };
}

/** The tree as it stands in the folder. */
export function treeIn(root: string): Tree {
  return {
    paths: globSync('{packages,services}/*/{package.json,serverless.yml}', { cwd: root }),
    read: (path) => readFileSync(join(root, path), 'utf8'),
  };
}

/** The paths that two commits differ in; of a file that was renamed, both. */
export function changedPaths(root: string, from: string, to: string): readonly string[] {
  return lines(git(root, 'diff', '--name-only', '--no-renames', from, to, '--'));
}

export function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

function git(cwd: string, ...args: readonly string[]): string {
  // Paths with other letters than ASCII would come quoted.
  const all = ['-c', 'core.quotePath=false', ...args];
  return execFileSync('git', all, {
    cwd,
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT_BYTES,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
