import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { Mutation } from './mutation.ts';
import { changed } from './mutation.ts';

/** `The inferred type cannot be named`: an error only of declarations, which the repository does not write. */
const CANNOT_BE_NAMED = 2742;

/** Returns the first type error of each of some mutations, by their ids. One that compiles has none. */
export type TypeCheck = (mutations: readonly Mutation[]) => ReadonlyMap<string, string>;

/**
 * Creates a type check of many mutations in one program: each changed file is a further file beside the original. If its
 * declarations change, too, it takes the place of the original, for the files that import it directly. That takes half a second,
 * but few mutations do it. A mutation of a template or fragment has no types.
 *
 * @param root folder of the repository, with `tsconfig.base.json`
 * @param files paths of all sources from there
 */
export function createTypeCheck(root: string, files: readonly string[]): TypeCheck {
  const paths = files.map((file) => join(root, file));
  const { service, write, clear } = createService(root, paths);
  const importers = importersOf(service, paths);
  const errorIn = (path: string): string | undefined => {
    const [error] = [
      ...service.getSyntacticDiagnostics(path),
      ...service.getSemanticDiagnostics(path).filter(({ code }) => code !== CANNOT_BE_NAMED),
    ];
    return error && ts.flattenDiagnosticMessageText(error.messageText, '\n');
  };
  const declarationsOf = (path: string) =>
    service.getEmitOutput(path, true, true).outputFiles.find(({ name }) => name.endsWith('.d.ts'))?.text;
  const errorInPlace = (path: string, text: string): string | undefined => {
    clear();
    write(path, text);
    for (const each of [path, ...(importers.get(path) ?? [])]) {
      const error = errorIn(each);
      if (error !== undefined) return error;
    }
    return undefined;
  };
  return (mutations) => {
    clear();
    const errors = new Map<string, string>();
    const inPlace: { readonly id: string; readonly path: string; readonly text: string }[] = [];
    const typed = mutations.filter(({ file }) => file.endsWith('.ts'));
    const all = typed.map((mutation) => {
      const path = join(root, mutation.file);
      const original = ts.sys.readFile(path) ?? '';
      const [copy, beside] = [besidePath(path, 'copy'), besidePath(path, mutation.id)];
      const text = changed(original, mutation);
      write(copy, original);
      write(beside, text);
      return { id: mutation.id, path, copy, beside, text };
    });
    for (const { id, path, copy, beside, text } of all) {
      const error = errorIn(beside);
      // A copy of some files has errors itself: its classes differ from the original's.
      if (error !== undefined && errorIn(copy) === undefined) errors.set(id, error);
      else if (error !== undefined || declarationsOf(beside) !== declarationsOf(copy))
        inPlace.push({ id, path, text });
    }
    for (const { id, path, text } of inPlace) {
      const error = errorInPlace(path, text);
      if (error !== undefined) errors.set(id, error);
    }
    clear();
    return errors;
  };
}

/**
 * Takes a type check; returns one that keeps what it has found in a file, for as long as the sources stay the same: an interrupted
 * run continues at once.
 */
export function rememberTypes(root: string, cacheFile: string, check: () => TypeCheck): TypeCheck {
  const key = keyOf(root);
  const stored = existsSync(cacheFile) ? (JSON.parse(readFileSync(cacheFile, 'utf8')) as Stored) : undefined;
  const known = new Map(Object.entries(stored?.key === key ? stored.errors : {}));
  let created: TypeCheck | undefined;
  return (mutations) => {
    const unknown = mutations.filter(({ id }) => !known.has(id));
    if (unknown.length > 0) {
      created ??= check();
      const errors = created(unknown);
      for (const { id } of unknown) known.set(id, errors.get(id) ?? '');
      mkdirSync(dirname(cacheFile), { recursive: true });
      writeFileSync(cacheFile, JSON.stringify({ key, errors: Object.fromEntries(known) } satisfies Stored));
    }
    return new Map(
      mutations.flatMap(({ id }) => {
        const error = known.get(id);
        return error === undefined || error === '' ? [] : [[id, error] as const];
      }),
    );
  };
}

/** The first error of each mutation by its id; an empty text for one that compiles. */
type Stored = { readonly key: string; readonly errors: Readonly<Record<string, string>> };

/** Sources that decide about types. */
const SOURCES = '{packages,services}/*/src/**/*.ts';

function keyOf(root: string): string {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { cwd: root, exclude: (name) => name.includes('node_modules') });
  for (const file of files.filter((each) => !/\.spec(-kit)?\.ts$/.test(each)).sort())
    hash.update(`${file}\n${readFileSync(join(root, file), 'utf8')}\n`);
  return hash.digest('hex');
}

function besidePath(path: string, name: string): string {
  return path.replace(/\.ts$/, `.mutation-${name}.ts`);
}

function createService(root: string, paths: readonly string[]) {
  const overlay = new Map<string, string>();
  let version = 0;
  const versions = new Map<string, number>();
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getScriptFileNames: () => [...new Set([...paths, ...overlay.keys()])],
    getScriptVersion: (path) => String(versions.get(path) ?? 0),
    getScriptSnapshot: (path) => {
      const text = overlay.get(path) ?? ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => optionsOf(root),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
  const note = (path: string) => {
    version += 1;
    versions.set(path, version);
  };
  return {
    service,
    write: (path: string, text: string) => {
      if (overlay.get(path) === text) return;
      overlay.set(path, text);
      note(path);
    },
    clear: () => {
      for (const path of overlay.keys()) note(path);
      overlay.clear();
    },
  };
}

function optionsOf(root: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile) as {
    config: { readonly compilerOptions: unknown };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  // Whoever drops a use by mistake drops the unused declaration, too.
  return {
    ...options,
    noUnusedLocals: false,
    noUnusedParameters: false,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
  };
}

function importersOf(
  service: ts.LanguageService,
  paths: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const program = service.getProgram();
  const importers = new Map<string, string[]>();
  for (const path of paths) {
    const file = program?.getSourceFile(path);
    for (const { fileName } of ts.preProcessFile(file?.text ?? '').importedFiles) {
      const options = program?.getCompilerOptions() ?? {};
      const { resolvedModule } = ts.resolveModuleName(fileName, path, options, ts.sys);
      if (resolvedModule === undefined) continue;
      const { resolvedFileName: imported } = resolvedModule;
      importers.set(imported, [...(importers.get(imported) ?? []), path]);
    }
  }
  return importers;
}
