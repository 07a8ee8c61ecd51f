import ts from 'typescript';
import { changedIn, namesIn } from './changed-names.ts';

/**
 * Returns the first reason why a module may keep state of its instance, or undefined if it keeps none. Only syntax is
 * known, so everything counts as state except these: functions, classes without static fields, schemas, constants of plain
 * values, and collections and regular expressions that nothing changes.
 *
 * An object counts as a plain value, and a function as one without properties, unless the module itself changes it. Other
 * modules may change an object, too: see `plainConstantsOf`.
 */
export function stateIn(file: ts.SourceFile): string | undefined {
  const found = firstOf(file.statements, (statement) => stateInStatement(statement, file));
  if (found !== undefined) return found;
  const names = new Set(file.statements.flatMap(namesIn));
  const changed = changedIn(file).find((name) => names.has(name));
  return changed && `the changed object ${changed}`;
}

/** Returns the names of the constants of a module that are objects or arrays. Frozen, they cannot keep state. */
export function plainConstantsOf(file: ts.SourceFile): readonly string[] {
  return file.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.flatMap(({ name, initializer }) => {
      const value = initializer && withoutTypes(initializer);
      const isPlain = value && (ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value));
      return isPlain && ts.isIdentifier(name) ? [name.text] : [];
    }),
  );
}

function withoutTypes(value: ts.Expression): ts.Expression {
  return ts.isAsExpression(value) || ts.isSatisfiesExpression(value) ? withoutTypes(value.expression) : value;
}

function stateInStatement(statement: ts.Statement, file: ts.SourceFile): string | undefined {
  if (HARMLESS_STATEMENTS.has(statement.kind)) return undefined;
  if (ts.isClassDeclaration(statement)) return stateInClass(statement);
  // A call of zod as a statement sets its messages: all modules set the same.
  if (ts.isExpressionStatement(statement) && ts.isCallExpression(statement.expression))
    return isOfZod(statement.expression, file) ? undefined : `the statement ${short(statement)}`;
  const isConstant =
    ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
  if (!isConstant) return `the statement ${short(statement)}`;
  return firstOf(statement.declarationList.declarations, ({ name, initializer }) => {
    if (initializer === undefined) return `the variable ${short(name)}`;
    if (!isChangeable(initializer)) return stateInValue(initializer, file);
    const isOnlyRead = ts.isIdentifier(name) && usesOf(name, file).every(isReading);
    return isOnlyRead ? undefined : `the collection or regular expression ${short(name)}`;
  });
}

const HARMLESS_STATEMENTS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.FunctionDeclaration,
]);

function stateInClass({ members, name }: ts.ClassLikeDeclaration): string | undefined {
  const isStatic = (member: ts.ClassElement) =>
    ts.isClassStaticBlockDeclaration(member) ||
    (ts.isPropertyDeclaration(member) &&
      member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true);
  return members.some(isStatic) ? `a static field of ${name?.text ?? 'a class'}` : undefined;
}

/** Returns true for a collection, and for a regular expression that remembers its position. */
function isChangeable(value: ts.Expression): boolean {
  if (ts.isRegularExpressionLiteral(value)) return /[gy]/.test(value.text.slice(value.text.lastIndexOf('/')));
  if (!ts.isNewExpression(value)) return false;
  const created = value.expression.getText();
  if (created !== 'RegExp') return created === 'Set' || created === 'Map';
  const flags = value.arguments?.[1];
  return flags !== undefined && !(ts.isStringLiteral(flags) && !/[gy]/.test(flags.text));
}

/** Returns the other places of a file that have the name, whatever it means there. */
function usesOf(name: ts.Identifier, file: ts.SourceFile): readonly ts.Identifier[] {
  const uses: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name.text && node !== name) uses.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return uses;
}

/** Returns true for a use that does not change a collection, and leaves the position of a regular expression at 0. */
function isReading(use: ts.Identifier): boolean {
  const { parent } = use;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression !== use || READS.has(parent.name.text);
  if (ts.isSpreadElement(parent)) return true;
  return (
    ts.isCallExpression(parent) &&
    ts.isPropertyAccessExpression(parent.expression) &&
    SEARCHES.has(parent.expression.name.text)
  );
}

const READS: ReadonlySet<string> = new Set(['has', 'get', 'keys', 'values', 'entries', 'size']);
const SEARCHES: ReadonlySet<string> = new Set(['replace', 'replaceAll', 'match', 'matchAll', 'split']);

function stateInValue(value: ts.Expression, file: ts.SourceFile): string | undefined {
  if (ts.isFunctionExpression(value) || ts.isArrowFunction(value)) return undefined;
  if (ts.isClassExpression(value)) return stateInClass(value);
  if (ts.isIdentifier(value)) return OF_INSTANCE.has(value.text) ? `a use of ${value.text}` : undefined;
  const isNew = ts.isNewExpression(value) && (value.expression.getText() !== 'RegExp' || isChangeable(value));
  if (isNew || isChangeable(value)) return `the object ${short(value)}`;
  if (ts.isCallExpression(value) && !isPure(value, file)) return `the call ${short(value)}`;
  return stateInParts(value, file);
}

/** Globals that belong to the instance. */
const OF_INSTANCE: ReadonlySet<string> = new Set(['process', 'globalThis', 'global', 'Date', 'crypto']);

function stateInParts(node: ts.Node, file: ts.SourceFile): string | undefined {
  const parts: ts.Node[] = [];
  ts.forEachChild(node, (child) => void parts.push(child));
  return firstOf(parts, (part) => {
    if (ts.isTypeNode(part) || ts.isMethodDeclaration(part) || ts.isAccessor(part)) return undefined;
    return ts.isExpression(part) ? stateInValue(part, file) : stateInParts(part, file);
  });
}

/** Returns true for calls of zod, of pure globals and methods, and of functions of the same file that are one expression. */
function isPure({ expression: callee, arguments: given }: ts.CallExpression, file: ts.SourceFile): boolean {
  if (isOfZod(callee, file)) return true;
  if (ts.isPropertyAccessExpression(callee)) {
    const isOfGlobal = ts.isIdentifier(callee.expression) && PURE_GLOBALS.has(callee.expression.text);
    return (
      isOfGlobal || (PURE_METHODS.has(callee.name.text) && given.every((each) => isPureFunction(each, file)))
    );
  }
  if (!ts.isIdentifier(callee)) return false;
  if (PURE_GLOBALS.has(callee.text)) return true;
  const declared = file.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .find(({ name }) => ts.isIdentifier(name) && name.text === callee.text);
  return declared?.initializer !== undefined && isPureFunction(declared.initializer, file);
}

/** Returns true for a value that is no function, or one that returns an expression without state, or such a function. */
function isPureFunction(value: ts.Expression, file: ts.SourceFile): boolean {
  if (!ts.isArrowFunction(value))
    return !ts.isFunctionExpression(value) && stateInValue(value, file) === undefined;
  return !ts.isBlock(value.body) && isPureFunction(value.body, file);
}

const PURE_GLOBALS: ReadonlySet<string> = new Set(['Object', 'String', 'Number', 'Array', 'JSON', 'Math']);
const PURE_METHODS: ReadonlySet<string> = new Set([
  'map',
  'filter',
  'flatMap',
  'slice',
  'join',
  'concat',
  'repeat',
]);

/** Returns true for a name that the file imports from zod, and for what is called on it. */
function isOfZod(callee: ts.Expression, file: ts.SourceFile): boolean {
  if (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee))
    return isOfZod(callee.expression, file);
  return (
    ts.isIdentifier(callee) && file.statements.some((statement) => importsFromZod(statement, callee.text))
  );
}

function importsFromZod(statement: ts.Statement, name: string): boolean {
  if (!ts.isImportDeclaration(statement)) return false;
  if (!/^['"]zod\b/.test(statement.moduleSpecifier.getText())) return false;
  const bound = statement.importClause?.namedBindings;
  return bound !== undefined && ts.isNamespaceImport(bound) && bound.name.text === name;
}

function firstOf<Item>(nodes: readonly Item[], find: (node: Item) => string | undefined): string | undefined {
  for (const node of nodes) {
    const found = find(node);
    if (found !== undefined) return found;
  }
  return undefined;
}

function short(node: ts.Node): string {
  return node.getText().replace(/\s+/g, ' ').slice(0, 60);
}
