import ts from 'typescript';

/** A change of a text: `replacement` in place of the characters from `start` to before `end`. */
export type Change = { readonly start: number; readonly end: number; readonly replacement: string };

/** Returns the changes that an operator makes at a node: none if it does not apply. */
export type Operator = (node: ts.Node) => readonly Change[];

/** Replaces a whole node. */
export function replace(node: ts.Node, replacement: string): Change {
  return { start: node.getStart(), end: node.getEnd(), replacement };
}

/** Removes a statement. An empty one takes its place, which may be the only one after an `if`. */
export function removeStatement(node: ts.Statement): Change {
  return replace(node, ';');
}

/** Removes an element of a list with its comma. */
export function removeElement(elements: ts.NodeArray<ts.Node>, element: ts.Node): Change {
  const index = elements.indexOf(element);
  const next = elements[index + 1];
  const previous = elements[index - 1];
  if (next !== undefined) return { start: element.getStart(), end: next.getStart(), replacement: '' };
  return {
    start: previous?.getEnd() ?? element.getStart(),
    end: element.getEnd(),
    replacement: '',
  };
}

/** Returns the name of a called method or function: `slice` of `list.slice(1)`. */
export function calledName(node: ts.CallExpression): string {
  const { expression } = node;
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return ts.isIdentifier(expression) ? expression.text : '';
}

/** Returns the name of an object's property, or an empty text if it is computed. */
export function propertyName({ name }: { readonly name?: ts.Node | undefined }): string {
  return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : '';
}

/** True for `a < b`, `a === b` and the like, which have an operator of their own. */
export function isComparison(node: ts.Node): boolean {
  const bare = ts.isParenthesizedExpression(node) ? node.expression : node;
  return ts.isBinaryExpression(bare) && bare.operatorToken.kind in TURNED;
}

/** The opposite of each comparison. */
export const TURNED: Readonly<Record<number, string>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.LessThanToken]: '>=',
  [ts.SyntaxKind.LessThanEqualsToken]: '>',
  [ts.SyntaxKind.GreaterThanToken]: '<=',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '<',
};
