import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { Sources } from '../syntax/sources.ts';
import { stateIn } from './module-state.ts';

/**
 * Decides which modules are evaluated once in a process, instead of once in each instance: those that keep no state, and
 * import only such modules. Everything else, such as the handlers, their dependencies and the logger, belongs to an instance.
 *
 * @param sources of the version that is bundled
 * @returns a function that takes the absolute path of a module of ours, and returns true if instances may share it
 */
export function createSharing(root: string, sources: Sources): (path: string) => boolean {
  const known = new Map<string, boolean>();
  const isShared = (path: string): boolean => {
    if (path.endsWith('.json') || WITHOUT_STATE.test(path)) return true;
    const decided = known.get(path);
    if (decided !== undefined) return decided;
    // A module of a cycle is not shared.
    known.set(path, false);
    const file = sources.parse(path);
    const isIt = stateIn(file) === undefined && importsOf(file, root).every(isShared);
    known.set(path, isIt);
    return isIt;
  };
  return isShared;
}

/** Returns the paths of our modules that a module imports or exports, other than types. */
function importsOf(file: ts.SourceFile, root: string): readonly string[] {
  return file.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const isType = ts.isExportDeclaration(statement)
      ? statement.isTypeOnly
      : statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    const { moduleSpecifier: from } = statement;
    if (isType || from === undefined || !ts.isStringLiteral(from)) return [];
    return pathOf(from.text, file.fileName, root) ?? [];
  });
}

/** Returns undefined for a library. */
function pathOf(specifier: string, from: string, root: string): string | undefined {
  if (specifier.startsWith('.')) return join(dirname(from), specifier);
  const [, name, module] = /^@tradepost\/([^/]+)\/(.+)$/.exec(specifier) ?? [];
  return name && module && join(root, 'packages', name, 'src', `${module}.ts`);
}

/** Contracts consist of schemas, routes and events, which functions of other modules create. */
const WITHOUT_STATE = /\/packages\/contracts\//;
