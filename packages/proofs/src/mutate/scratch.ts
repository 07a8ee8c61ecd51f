import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Mutation } from './population/mutation.ts';
import { changed } from './population/mutation.ts';

/** A copy of the repository in which files are changed, so that those of the developer never are. */
export type Scratch = {
  readonly root: string;
  /** Applies a mutation until `restore`. */
  readonly apply: (mutation: Mutation) => void;
  /** Writes other texts in place of files until `restore`, by their paths. */
  readonly write: (texts: ReadonlyMap<string, string>) => void;
  readonly restore: () => void;
  readonly remove: () => void;
};

/**
 * Copies all files of the repository that Git does not ignore. Libraries are those of the repository; packages of the
 * workspace are those of the copy.
 */
export function createScratch(repository: string): Scratch {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'tradepost-mutate-')));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const file of files.split('\0')) {
    const from = join(repository, file);
    if (file === '' || !existsSync(from) || statSync(from).isDirectory()) continue;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    copyFileSync(from, join(root, file));
  }
  linkLibraries(repository, root);
  const remove = () => rmSync(root, { recursive: true, force: true });
  process.once('exit', remove);
  const before = new Map<string, string>();
  const write = (texts: ReadonlyMap<string, string>): void => {
    for (const [file, text] of texts) {
      const path = join(root, file);
      if (!before.has(path)) before.set(path, readFileSync(path, 'utf8'));
      writeFileSync(path, text);
    }
  };
  return {
    root,
    write,
    apply: (mutation) => {
      const text = readFileSync(join(root, mutation.file), 'utf8');
      write(new Map([[mutation.file, changed(text, mutation)]]));
    },
    restore: () => {
      for (const [path, text] of before) writeFileSync(path, text);
      before.clear();
    },
    remove: () => {
      process.off('exit', remove);
      remove();
    },
  };
}

/** The links of packages to each other are relative, so those in the copy lead to the copy. */
function linkLibraries(repository: string, root: string): void {
  const modules = join(root, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(repository, 'node_modules')))
    if (name !== '.cache') symlinkSync(join(repository, 'node_modules', name), join(modules, name));
  // Compiled templates are found by their content.
  const packaged = join('node_modules', '.cache', 'packaged-services');
  if (existsSync(join(repository, packaged)))
    cpSync(join(repository, packaged), join(root, packaged), { recursive: true, preserveTimestamps: true });
  for (const kind of ['packages', 'services'])
    for (const name of readdirSync(join(root, kind))) {
      const own = join(kind, name, 'node_modules');
      if (!existsSync(join(repository, own))) continue;
      cpSync(join(repository, own), join(root, own), {
        recursive: true,
        verbatimSymlinks: true,
        filter: (path) => !path.endsWith('/.cache'),
      });
    }
}
