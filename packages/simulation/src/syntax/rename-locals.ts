import ts from 'typescript';
import { toSourceFile } from './pattern.ts';

/**
 * Renames every local of a source, for tests: `name` becomes `name_`, `{ name }` becomes `{ name: name_ }`. Parameters
 * and variables inside functions are locals. Names that end with `_` stay.
 */
export function renameLocals(text: string): string {
  const edits = toSourceFile('source.ts', text).statements.flatMap((statement) => {
    const locals = localsOf(statement);
    return namesIn(statement).filter(({ node }) => locals.has(node.text) && !node.text.endsWith('_'));
  });
  return edits.toReversed().reduce((changed, { node, isShorthand }) => {
    const renamed = `${isShorthand ? `${node.text}: ` : ''}${node.text}_`;
    return `${changed.slice(0, node.getStart())}${renamed}${changed.slice(node.getEnd())}`;
  }, text);
}

function localsOf(statement: ts.Statement): ReadonlySet<string> {
  const locals = new Set<string>();
  const visit = (node: ts.Node, isInFunction: boolean): void => {
    if (ts.isTypeNode(node)) return;
    const isBinding = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node);
    if (isBinding && isInFunction && ts.isIdentifier(node.name)) locals.add(node.name.text);
    ts.forEachChild(node, (child) => visit(child, isInFunction || ts.isFunctionLike(node)));
  };
  visit(statement, false);
  return locals;
}

type Name = { readonly node: ts.Identifier; readonly isShorthand: boolean };

/** The identifiers that may refer to a local, in the order of the text. */
function namesIn(statement: ts.Statement): readonly Name[] {
  const names: Name[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isIdentifier(node)) names.push({ node, isShorthand: isShorthand(node) });
    ts.forEachChild(node, (child) => {
      if (!isKey(child)) visit(child);
    });
  };
  visit(statement);
  return names;
}

function isShorthand({ parent }: ts.Identifier): boolean {
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  return (
    ts.isBindingElement(parent) &&
    ts.isObjectBindingPattern(parent.parent) &&
    parent.propertyName === undefined &&
    parent.dotDotDotToken === undefined
  );
}

/** Returns whether a node is the name of a property. */
function isKey(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  return (ts.isPropertyAssignment(parent) || ts.isPropertyAccessExpression(parent)) && parent.name === node;
}
