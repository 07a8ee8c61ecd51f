import ts from 'typescript';
import { type Bindings, bare, matchList } from './match.ts';
import { addImports, checkNames } from './names.ts';
import { parsePattern } from './pattern.ts';
import type { Sources } from './sources.ts';

/** A change of one place in the sources, found by syntax: formatting, and names of locals, make no difference. */
export type Patch = {
  /**
   * Folder of a package or service, and the name of the declaration in it that has the place: a function, constant,
   * class, or method, in whichever file it is. More names narrow the place. Without a name, the pattern is looked for
   * in the whole folder.
   *
   * @example 'services/orders placeOrder'
   */
  readonly in: string;
  /** Pattern of the code to replace (see `parsePattern`). It must match exactly once. */
  readonly find: string;
  /** Code in its place, with the variables of `find` and `given`. Removes the place if it is empty. */
  readonly replace: string;
  /** Patterns of other code of the declaration, whose first match binds more variables. */
  readonly given?: readonly string[];
  /** Names that the replacement needs, each with the folder or library that exports it: `packages/aggregate publish`. */
  readonly imports?: readonly string[];
};

/** A place that a patch fits, in a source. */
type Place = {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly isStatement: boolean;
  readonly bindings: Bindings;
};

/**
 * Applies patches to sources, one after the other.
 *
 * @returns the changed texts by the absolute paths of their files
 * @throws if a patch fits nowhere or in more than one place, or if its replacement needs a name that is not there; the
 *   message begins with `owner`, such as `the mutant "…"`
 */
export function applyPatches(
  sources: Sources,
  patches: readonly Patch[],
  owner: string,
): ReadonlyMap<string, string> {
  let changed = sources;
  const texts = new Map<string, string>();
  for (const patch of patches) {
    try {
      const { path, text } = applyPatch(changed, patch);
      changed = changed.with(path, text);
      texts.set(path, text);
    } catch (error) {
      throw new Error(`${owner}: ${(error as Error).message}`, { cause: error });
    }
  }
  return texts;
}

function applyPatch(sources: Sources, patch: Patch): { readonly path: string; readonly text: string } {
  const { replace, imports = [] } = patch;
  const { path, start, end, isStatement, bindings } = findPlace(sources, patch);
  checkNames(sources.parse(path), replace, imports);
  const source = sources.read(path);
  // The statement may be the only one after an `if`, so an empty one takes its place.
  const replacement = replace === '' && isStatement ? ';' : fillIn(replace, bindings, source);
  const until = replacement === '' ? endWithComma(source, end) : end;
  const text = `${source.slice(0, start)}${replacement}${source.slice(until)}`;
  return { path, text: addImports(sources, path, text, imports) };
}

/** Returns the only place that a patch fits. */
function findPlace(sources: Sources, { in: scope, find, given = [] }: Patch): Place {
  const [folder = '', ...names] = scope.split(' ');
  const pattern = parsePattern(find);
  const declarations = sources
    .of(folder)
    .flatMap((path) =>
      names.every((name) => sources.read(path).includes(name))
        ? declarationsOf(sources.parse(path), names).map((node) => ({ path, node }))
        : [],
    );
  const places = new Map<string, Place>();
  for (const { path, node } of declarations) {
    const context = given.reduce<Bindings | undefined>(
      (bound, each) => bound && placesIn(node, parsePattern(each), bound)[0]?.bindings,
      new Map(),
    );
    for (const place of context === undefined ? [] : placesIn(node, pattern, context))
      places.set(`${path}:${place.start}:${place.end}`, { path, ...place });
  }
  const [place, ...others] = places.values();
  if (place !== undefined && others.length === 0) return place;
  const reason =
    declarations.length === 0 ? 'there is no such declaration' : `it fits ${places.size} times, not once`;
  const context = given.map((each) => `given\n  ${each}\n`).join('');
  const found = [...places.values()].map(
    ({ path, start }) => `\n  ${path}:${lineOf(sources.parse(path), start)}`,
  );
  throw new Error(`${reason}: in ${scope}\n${context}find\n  ${find}${found.join('')}`);
}

function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line + 1;
}

/** Returns the declarations with a name in a node. With more names, those with the last name in those with the others. */
function declarationsOf(node: ts.Node, [name, ...others]: readonly string[]): readonly ts.Node[] {
  if (name === undefined) return [node];
  const found: ts.Node[] = [];
  const visit = (each: ts.Node): void => {
    if (isDeclarationOf(each, name)) found.push(each);
    else ts.forEachChild(each, visit);
  };
  ts.forEachChild(node, visit);
  return found.flatMap((each) => declarationsOf(each, others));
}

function isDeclarationOf(node: ts.Node, name: string): boolean {
  const isDeclaration =
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    (ts.isPropertyAssignment(node) && ts.isFunctionLike(bare(node.initializer)));
  return isDeclaration && node.name !== undefined && ts.isIdentifier(node.name) && node.name.text === name;
}

/** Returns every place in a node that a pattern fits. */
function placesIn(
  node: ts.Node,
  pattern: readonly ts.Node[],
  bindings: Bindings,
): readonly Omit<Place, 'path'>[] {
  const places: Omit<Place, 'path'>[] = [];
  const add = (first: ts.Node, last: ts.Node, bound: Bindings | undefined): void => {
    if (bound === undefined) return;
    const isStatement = ts.isStatement(first);
    places.push({ start: first.getStart(), end: last.getEnd(), isStatement, bindings: bound });
  };
  const visitList = (list: readonly ts.Node[]): void => {
    list.forEach((first, index) => {
      for (let count = 1; index + count <= list.length; count += 1) {
        const some = list.slice(index, index + count);
        add(first, some.at(-1) ?? first, matchList(pattern, some, bindings));
      }
    });
  };
  const visit = (each: ts.Node): void => {
    if (pattern.length === 1 && bare(each) === each) add(each, each, matchList(pattern, [each], bindings));
    ts.forEachChild(each, visit, (list) => {
      if (pattern.length > 1) visitList(list);
      list.forEach(visit);
    });
  };
  visit(node);
  return places;
}

/** Replaces the variables of a replacement by the code that they stand for. */
function fillIn(replace: string, bindings: Bindings, source: string): string {
  return replace.replace(VARIABLE, (_all, clauses?: string, single?: string, separator = '') => {
    const name = clauses ?? single ?? '';
    const nodes = bindings.get(name);
    if (nodes === undefined) throw new Error(`the pattern does not have the variable ${name} of: ${replace}`);
    const [first, last] = [nodes[0], nodes.at(-1)];
    const code = first && last ? source.slice(first.getStart(), last.getEnd()) : '';
    const isStatement = last !== undefined && (ts.isStatement(last) || ts.isCaseOrDefaultClause(last));
    return first === undefined || isStatement ? code : `${code}${separator}`;
  });
}

/** `case $$$name:`; or `$name` or `$$$name`, with a separator that a statement has already and an empty list does not need. */
const VARIABLE = /case \$\$\$([a-z]\w*):|\$(?:\$\$)?([a-z]\w*)([,;]?)/gi;

/** Returns the end of an element with the comma that follows it. */
function endWithComma(source: string, end: number): number {
  const [comma = ''] = /^\s*,/.exec(source.slice(end)) ?? [];
  return end + comma.length;
}
