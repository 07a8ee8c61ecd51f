import ts from 'typescript';
import { calledName, type Operator, propertyName, removeElement, replace } from './operator.ts';

const { SyntaxKind } = ts;

/** A spread disappears from an object, a list or arguments. */
export const dropSpread: Operator = (node) => {
  const { parent } = node;
  if (ts.isSpreadAssignment(node) && ts.isObjectLiteralExpression(parent))
    return [removeElement(parent.properties, node)];
  if (!ts.isSpreadElement(node)) return [];
  if (ts.isArrayLiteralExpression(parent)) return [removeElement(parent.elements, node)];
  return ts.isCallExpression(parent) ? [removeElement(parent.arguments, node)] : [];
};

const CONSISTENCY = /^(ConsistentRead|isConsistent)$/;

/** A property of an object disappears. */
export const dropProperty: Operator = (node) =>
  isGiven(node) && !CONSISTENCY.test(propertyName(node)) ? [removeElement(node.parent.properties, node)] : [];

/** A read is no longer consistent. */
export const dropConsistency: Operator = (node) =>
  isGiven(node) && CONSISTENCY.test(propertyName(node)) && !isFalse(node)
    ? [removeElement(node.parent.properties, node)]
    : [];

function isGiven(
  node: ts.Node,
): node is ts.ObjectLiteralElementLike & { parent: ts.ObjectLiteralExpression } {
  return (
    (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) &&
    ts.isObjectLiteralExpression(node.parent)
  );
}

function isFalse(node: ts.ObjectLiteralElementLike): boolean {
  return ts.isPropertyAssignment(node) && node.initializer.kind === SyntaxKind.FalseKeyword;
}

/** Above this, a number is likely a duration, a size or a rate. */
const LARGEST_COUNT = 20;
const MS_PER_SECOND = 1_000;

/** A count is one more. A large number is ten times as much; from 1,000 on, also the thousandth: another unit. */
export const changeConstant: Operator = (node) => {
  if (!ts.isNumericLiteral(node) || (ts.isPropertyAssignment(node.parent) && node.parent.name === node))
    return [];
  return changedNumbers(Number(node.text.replaceAll('_', ''))).map((value) => replace(node, String(value)));
};

/** Returns plausible wrong values for a number. */
export function changedNumbers(value: number): readonly number[] {
  if (Math.abs(value) <= LARGEST_COUNT) return [value + 1];
  return value >= MS_PER_SECOND ? [value * 10, value / MS_PER_SECOND] : [value * 10];
}

const OTHER_ARITHMETIC: Readonly<Record<number, string>> = {
  [SyntaxKind.PlusToken]: '-',
  [SyntaxKind.MinusToken]: '+',
  [SyntaxKind.AsteriskToken]: '/',
  [SyntaxKind.SlashToken]: '*',
  [SyntaxKind.PlusEqualsToken]: '-=',
  [SyntaxKind.MinusEqualsToken]: '+=',
};

/** Exchanges `+` and `-`, `*` and `/`. */
export const exchangeArithmetic: Operator = (node) => {
  if (!ts.isBinaryExpression(node)) return [];
  const other = OTHER_ARITHMETIC[node.operatorToken.kind];
  const isText = [node.left, node.right].some(
    (each) => ts.isStringLiteralLike(each) || ts.isTemplateExpression(each),
  );
  return other === undefined || isText ? [] : [replace(node.operatorToken, other)];
};

/** Exchanges `true` and `false`. */
export const flipBoolean: Operator = (node) => {
  if (ts.isPropertyAssignment(node.parent) && CONSISTENCY.test(propertyName(node.parent))) return [];
  if (node.kind === SyntaxKind.TrueKeyword) return [replace(node, 'false')];
  return node.kind === SyntaxKind.FalseKeyword ? [replace(node, 'true')] : [];
};

const OVER_ELEMENTS = /^(map|flatMap|forEach)$/;

/** A part of a list is one element shorter; a loop leaves the first element out. */
export const shortenSlice: Operator = (node) => {
  if (ts.isForOfStatement(node) && node.awaitModifier === undefined)
    return [replace(node.expression, `${parenthesized(node.expression)}.slice(1)`)];
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const [from, to] = node.arguments;
  if (calledName(node) === 'slice') {
    if (to !== undefined) return [replace(to, `${parenthesized(to)} - 1`)];
    return from === undefined ? [] : [replace(from, `${parenthesized(from)} + 1`)];
  }
  const { expression: list } = node.expression;
  return OVER_ELEMENTS.test(calledName(node)) ? [replace(list, `${parenthesized(list)}.slice(1)`)] : [];
};

function parenthesized(node: ts.Expression): string {
  const isSimple = ts.isIdentifier(node) || ts.isNumericLiteral(node) || ts.isLeftHandSideExpression(node);
  return isSimple ? node.getText() : `(${node.getText()})`;
}
