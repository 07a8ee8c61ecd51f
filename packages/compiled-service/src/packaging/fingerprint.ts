import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { localEnvironment } from '../local-environment.ts';

/** To be raised when cached packages of an older format must not be reused. */
const PACKAGING_VERSION = '2';
const CONFIGURATION = new Set(['.yml', '.yaml', '.json', '.cjs', '.mjs', '.js']);
const SKIPPED_FOLDERS = new Set(['node_modules', '.serverless', '.esbuild', '.build', 'coverage']);

/**
 * Hashes everything that the compiled template of the service in `dir` depends on: its configuration files, the fragments
 * that they reference with `${file(…)}` and the modules that those load, the plugins that they give by file, the environment
 * variables that they read, the names (not the contents) of its sources, the versions of the framework and its plugins, and
 * the stage with its parameters. Throws if the folder cannot be read.
 *
 * @param env environment of the packaging. Defaults to this process's without the user's settings
 */
export function fingerprintOf(dir: string, stage: string, env = localEnvironment()): string {
  const hash = createHash('sha256').update(`${PACKAGING_VERSION}\n${stage}\n${process.version}\n`);
  const names = listFiles(dir);
  for (const name of names) hash.update(`${relative(dir, name)}\n`);

  const variables = new Set<string>();
  for (const file of configurationOf(dir, names)) {
    const text = readFileSync(file, 'utf8');
    hash.update(`${relative(dir, file)}\n${text}\n`);
    for (const [, variable] of text.matchAll(/env:([A-Za-z_]\w*)/g)) variables.add(variable ?? '');
    for (const [, variable] of text.matchAll(/process\.env\.([A-Za-z_]\w*)/g)) variables.add(variable ?? '');
  }
  for (const variable of [...variables].sort()) hash.update(`${variable}=${env[variable] ?? ''}\n`);
  for (const version of versionsOf(dir)) hash.update(`${version}\n`);
  return hash.digest('hex').slice(0, 24);
}

/** Returns the service's configuration files and, transitively, all files that they reference. */
function configurationOf(dir: string, names: readonly string[]): string[] {
  const waiting = names.filter(
    (name) => CONFIGURATION.has(extname(name)) || basename(name).startsWith('.env'),
  );
  const found = new Set(waiting);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const referenced of referencedBy(file, dir)) {
      if (found.has(referenced)) continue;
      found.add(referenced);
      waiting.push(referenced);
    }
  }
  return [...found].sort();
}

function referencedBy(file: string, dir: string): string[] {
  const text = readFileSync(file, 'utf8');
  const fragments = [...text.matchAll(/\bfile\(([^)]+)\)/g)].flatMap(([, path]) =>
    filesAt(resolve(dir, (path ?? '').trim())),
  );
  const modules = [...text.matchAll(/(?:require\(|from |import\()\s*['"`](\.[^'"`]+)['"`]/g)].flatMap(
    ([, path]) => filesAt(resolve(dirname(file), path ?? '')),
  );
  return [...fragments, ...modules, ...pluginFiles(text, dir)];
}

/** Returns plugins that are given by their file: those in the same repository change without a new version. */
function pluginFiles(text: string, dir: string): string[] {
  const { resolve: find } = createRequire(join(dir, 'package.json'));
  return [...text.matchAll(/^[ \t]*- ['"]?([@\w][^\s'"]*\.[cm]?js)['"]?$/gm)].flatMap(([, path]) => {
    try {
      return [find(path ?? '')];
    } catch {
      // The framework reports a missing plugin.
      return [];
    }
  });
}

/** Returns the files that a path can mean: if it contains variables, every configuration file of its folder. */
function filesAt(path: string): string[] {
  const fixed = path.split('${')[0] ?? path;
  if (fixed !== path) {
    const folder = fixed.endsWith('/') ? fixed : dirname(fixed);
    return existsSync(folder) ? listFiles(folder).filter((name) => CONFIGURATION.has(extname(name))) : [];
  }
  return [path, `${path}.cjs`, `${path}.js`, `${path}.json`, `${path}.ts`].filter(
    (candidate) => existsSync(candidate) && statSync(candidate).isFile(),
  );
}

function listFiles(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : listFiles(path);
      return entry.isFile() ? [path] : [];
    })
    .sort();
}

function versionsOf(dir: string): string[] {
  const manifest = join(dir, 'package.json');
  const require = createRequire(manifest);
  const declared = existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as Manifest) : {};
  const names = Object.keys({ serverless: '', ...declared.dependencies, ...declared.devDependencies });
  return names
    .filter((name) => name.includes('serverless'))
    .sort()
    .map((name) => `${name}@${versionOf(name, require)}`);
}

type Manifest = { dependencies?: Record<string, string>; devDependencies?: Record<string, string> };

/** Reads the version from the manifest's file, because a package's `exports` may hide the manifest. */
function versionOf(name: string, require: NodeJS.Require): string {
  for (const folder of require.resolve.paths(name) ?? []) {
    const manifest = join(folder, name, 'package.json');
    if (existsSync(manifest))
      return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
  }
  return 'none';
}
