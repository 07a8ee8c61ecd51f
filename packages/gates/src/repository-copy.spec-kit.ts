import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Exit code and output of a command. */
export type Ended = { readonly code: number; readonly output: string };

/** A copy of the repository, to which specs add files that break rules. */
export type RepositoryCopy = {
  readonly dir: string;
  /** Writes files, by their paths relative to the root. */
  readonly plant: (files: Readonly<Record<string, string>>) => Promise<void>;
  /** Replaces a part of a file. Throws if the file does not contain it. */
  readonly edit: (file: string, part: string, by: string) => Promise<void>;
  /** Creates node_modules in a workspace folder: links to the copy's own packages, and to installed ones of the original. */
  readonly link: (workspace: string) => Promise<void>;
  /** Runs a command of the toolchain in the root of the copy, or in one of its folders. */
  readonly run: (command: string, args: readonly string[], folder?: string) => Promise<Ended>;
  /** Runs a script of package.json, as `pnpm` would. */
  readonly script: (name: string, ...args: readonly string[]) => Promise<Ended>;
  readonly remove: () => Promise<void>;
};

const ROOT = join(import.meta.dirname, '..', '..', '..');
const BIN = join(ROOT, 'node_modules', '.bin');
const NOT_COPIED = new Set([
  '.git',
  'node_modules',
  '.tradepost',
  '.serverless',
  '.esbuild',
  '.serverless-offline',
]);
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const DEPENDENCIES = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

type Manifest = Partial<Record<(typeof DEPENDENCIES)[number], Readonly<Record<string, string>>>>;
type Scripts = { readonly scripts: Readonly<Record<string, string>> };

export async function copyRepository(): Promise<RepositoryCopy> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), 'tradepost-copy-')));
  await cp(ROOT, dir, { recursive: true, filter: (path) => !NOT_COPIED.has(basename(path)) });
  const compiled = process.env['NODE_COMPILE_CACHE'];
  // Most modules are installed ones, to which the copy has links.
  if (compiled !== undefined && existsSync(compiled))
    await cp(compiled, compiledIn(dir), { recursive: true });
  const workspaces = await workspacesOf(dir);
  for (const workspace of workspaces) await linkDependencies(dir, workspace, workspaces);
  return {
    dir,
    plant: async (files) => {
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(dir, path)), { recursive: true });
        await writeFile(join(dir, path), text);
      }
    },
    edit: async (file, part, by) => {
      const text = await readFile(join(dir, file), 'utf8');
      if (!text.includes(part)) throw new Error(`${file} has no ${part}`);
      await writeFile(
        join(dir, file),
        text.replace(part, () => by),
      );
    },
    link: (workspace) => linkDependencies(dir, workspace, workspaces),
    run: (command, args, folder = '.') => run(dir, folder, command, args),
    script: async (name, ...args) => {
      const { scripts } = JSON.parse(await readFile(join(dir, 'package.json'), 'utf8')) as Scripts;
      const [command = '', ...first] = scripts[name]?.split(' ') ?? [];
      return run(dir, '.', command, [...first, ...args]);
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

/** Folder in which Node.js keeps the compiled modules of a copy. */
function compiledIn(dir: string): string {
  return join(dir, 'node_modules', '.cache', 'compiled');
}

async function workspacesOf(dir: string): Promise<readonly string[]> {
  const folders = ['packages', 'services'];
  const found = await Promise.all(
    folders.map(async (folder) => (await readdir(join(dir, folder))).map((name) => join(folder, name))),
  );
  return ['.', ...found.flat()];
}

/** Links the dependencies of a workspace folder's manifest, and no others, as pnpm does. */
async function linkDependencies(dir: string, workspace: string, all: readonly string[]): Promise<void> {
  const manifest = JSON.parse(await readFile(join(dir, workspace, 'package.json'), 'utf8')) as Manifest;
  for (const [name, version] of DEPENDENCIES.flatMap((kind) => Object.entries(manifest[kind] ?? {}))) {
    const target = version.startsWith('workspace:')
      ? join(dir, 'packages', basename(name))
      : all.map((each) => join(ROOT, each, 'node_modules', name)).find((path) => existsSync(path));
    // An optional dependency may be missing.
    if (target === undefined) continue;
    const link = join(dir, workspace, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(target, link);
  }
}

async function run(root: string, folder: string, command: string, args: readonly string[]): Promise<Ended> {
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    PATH: [BIN, process.env['PATH']].join(delimiter),
    // With CI set, some tools use colours even without a terminal.
    NO_COLOR: '1',
    // Compiled modules are kept by their paths, which no later copy has.
    NODE_COMPILE_CACHE: compiledIn(root),
    // Keeps calls of the copy's functions apart from those recorded for the original.
    RECORD_CALLS: join(root, 'node_modules', '.cache', 'aws-calls'),
  };
  const options = { cwd: join(root, folder), env, maxBuffer: MAX_OUTPUT_BYTES };
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args, options);
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const {
      code,
      stdout = '',
      stderr = '',
    } = error as Error & { code?: number | string; stdout?: string; stderr?: string };
    if (typeof code !== 'number') throw error;
    return { code, output: stdout + stderr };
  }
}
