import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of the repository at one point in time. Paths are relative to its root. */
export type Tree = {
  /** Paths of all files in `packages/` and `services/`. */
  readonly paths: readonly string[];
  /** Returns the text of a file; throws if it does not exist. */
  readonly read: (path: string) => string;
};

const FOLDERS = ['packages', 'services'];
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Returns the tree of a commit. Throws git's message if there is no such commit. */
export function treeAt(root: string, ref: string): Tree {
  return {
    paths: lines(git(root, 'ls-tree', '-r', '--name-only', '--full-tree', ref, '--', ...FOLDERS)),
    read: (path) => git(root, 'show', `${ref}:${path}`),
  };
}

/** Returns the tree of the working directory. */
export function treeIn(root: string): Tree {
  return {
    paths: globSync('{packages,services}/*/{package.json,serverless.yml}', { cwd: root }),
    read: (path) => readFileSync(join(root, path), 'utf8'),
  };
}

/** Returns the paths that differ between two commits; both paths of a renamed file. */
export function changedPaths(root: string, from: string, to: string): readonly string[] {
  return lines(git(root, 'diff', '--name-only', '--no-renames', from, to, '--'));
}

function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

function git(cwd: string, ...args: readonly string[]): string {
  // By default, git quotes paths that contain other characters than ASCII.
  const all = ['-c', 'core.quotePath=false', ...args];
  return execFileSync('git', all, {
    cwd,
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT_BYTES,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
