import ts from 'typescript';
import { parsePattern } from './pattern.ts';
import type { Sources } from './sources.ts';

/**
 * Checks that a replacement does not depend on the names of locals: each name in it is a variable, is declared by the
 * replacement or at the top level of the file, is imported, or is a global.
 *
 * @throws with the name that is none of these
 */
export function checkNames(file: ts.SourceFile, replace: string, imports: readonly string[]): void {
  const code = replace.trim();
  if (code === '') return;
  const nodes = parsePattern(code);
  const known = new Set([...topLevelNames(file), ...imports.map((each) => each.split(' ')[1])]);
  for (const node of nodes) for (const name of declaredIn(node)) known.add(name);
  for (const name of nodes.flatMap(usedIn)) {
    if (VARIABLE.test(name) || known.has(name) || name in globalThis) continue;
    throw new Error(
      `the replacement uses "${name}", which is no name of the file's top level; make it a variable of the pattern: ${replace}`,
    );
  }
}

const VARIABLE = /^\$(?:\$\$)?[a-z]/i;

/** Adds imports to a source, each `<folder> <name>` or `<library> <name>`, unless the name is there. */
export function addImports(sources: Sources, path: string, text: string, imports: readonly string[]): string {
  const names = topLevelNames(sources.parse(path));
  const lines = imports.flatMap((each) => {
    const [folder = '', name = ''] = each.split(' ');
    if (names.has(name)) return [];
    if (!/^(?:packages|services)\//.test(folder)) return [`import { ${name} } from '${folder}';\n`];
    const from = sources
      .of(folder)
      .filter((other) => sources.read(other).includes(name) && exportedBy(sources.parse(other)).has(name));
    const [file, ...others] = from;
    if (file === undefined || others.length > 0)
      throw new Error(`${from.length} files of ${folder} export ${name}, not one`);
    return [`import { ${name} } from ${JSON.stringify(file)};\n`];
  });
  return `${lines.join('')}${text}`;
}

/** The names of a file's imports and declarations. */
function topLevelNames(file: ts.SourceFile): ReadonlySet<string> {
  return new Set(file.statements.flatMap((statement) => [...namesOf(statement)]));
}

function exportedBy(file: ts.SourceFile): ReadonlySet<string> {
  const isExported = (statement: ts.Statement) =>
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return new Set(file.statements.filter(isExported).flatMap((statement) => [...namesOf(statement)]));
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isImportDeclaration(statement)) return declaredIn(statement);
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => bindingNames(name));
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name === undefined ? [] : [statement.name.text];
  return [];
}

/** All names that a node declares, at any depth. */
function declaredIn(node: ts.Node): readonly string[] {
  const names: string[] = [];
  const visit = (each: ts.Node): void => {
    const { name } = each as { readonly name?: ts.Node };
    const isDeclaration =
      ts.isVariableDeclaration(each) ||
      ts.isParameter(each) ||
      ts.isBindingElement(each) ||
      ts.isFunctionDeclaration(each) ||
      ts.isImportClause(each) ||
      ts.isImportSpecifier(each) ||
      ts.isNamespaceImport(each);
    if (isDeclaration && name !== undefined && ts.isIdentifier(name)) names.push(name.text);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return names;
}

function bindingNames(name: ts.BindingName): readonly string[] {
  return ts.isIdentifier(name) ? [name.text] : declaredIn(name);
}

/** The names that a node refers to: not those of properties and types. */
function usedIn(node: ts.Node): readonly string[] {
  const names: string[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isTypeNode(each)) return;
    if (ts.isIdentifier(each)) {
      names.push(each.text);
      return;
    }
    const label =
      ts.isPropertyAssignment(each) || ts.isPropertyAccessExpression(each) ? each.name : undefined;
    const property = ts.isBindingElement(each) ? each.propertyName : undefined;
    ts.forEachChild(each, (child) => {
      if (child === property || (child === label && ts.isIdentifier(child))) return;
      visit(child);
    });
  };
  visit(node);
  return names;
}
