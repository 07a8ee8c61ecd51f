import ts from 'typescript';
import { calledName, isComparison, type Operator, propertyName, replace, TURNED } from './operator.ts';

const { SyntaxKind } = ts;

/** `===` becomes `!==`, `<` becomes `>=`. */
export const turnComparison: Operator = (node) => {
  if (!ts.isBinaryExpression(node)) return [];
  const turned = TURNED[node.operatorToken.kind];
  return turned === undefined ? [] : [replace(node.operatorToken, turned)];
};

const SHIFTED: Readonly<Record<number, string>> = {
  [SyntaxKind.LessThanToken]: '<=',
  [SyntaxKind.LessThanEqualsToken]: '<',
  [SyntaxKind.GreaterThanToken]: '>=',
  [SyntaxKind.GreaterThanEqualsToken]: '>',
};

/** `<` becomes `<=`; in a DynamoDB expression, too. */
export const shiftBoundary: Operator = (node) => {
  if (ts.isBinaryExpression(node)) {
    const shifted = SHIFTED[node.operatorToken.kind];
    return shifted === undefined ? [] : [replace(node.operatorToken, shifted)];
  }
  if (!isDynamoDbExpression(node)) return [];
  const text = node.getText();
  const [comparison] = / [<>]=? /.exec(text) ?? [];
  if (comparison === undefined) return [];
  const shifted = comparison.includes('=') ? comparison.replace('=', '') : comparison.replace(/ $/, '= ');
  return [replace(node, text.replace(comparison, shifted))];
};

/** Negates what is no comparison; drops a guard, an operand of `&&` or `||`, a filter, a clause of a DynamoDB expression. */
export const dropCondition: Operator = (node) => {
  if (ts.isIfStatement(node)) {
    const { expression, thenStatement, elseStatement } = node;
    const negated = isComparison(expression) ? [] : [negate(expression)];
    // Dropping the only `throw` of a guard is a change of its own.
    const isThrow = ts.isThrowStatement(onlyStatementOf(thenStatement));
    return elseStatement !== undefined || isThrow ? negated : [...negated, replace(node, ';')];
  }
  if (ts.isConditionalExpression(node)) return isComparison(node.condition) ? [] : [negate(node.condition)];
  if (ts.isBinaryExpression(node) && node.operatorToken.kind in EXCHANGED)
    return [replace(node, node.left.getText()), replace(node, node.right.getText())];
  if (
    ts.isCallExpression(node) &&
    calledName(node) === 'filter' &&
    ts.isPropertyAccessExpression(node.expression)
  )
    return [replace(node, node.expression.expression.getText())];
  if (!isDynamoDbExpression(node)) return [];
  const text = node.getText();
  const clauses = text.slice(1, -1).split(' AND ');
  if (clauses.length < 2) return [];
  return clauses.map((_clause, index) =>
    replace(node, `${text[0]}${clauses.toSpliced(index, 1).join(' AND ')}${text[0]}`),
  );
};

function negate(condition: ts.Expression) {
  const isNegation =
    ts.isPrefixUnaryExpression(condition) && condition.operator === SyntaxKind.ExclamationToken;
  return replace(condition, isNegation ? condition.operand.getText() : `!(${condition.getText()})`);
}

/** Returns the one statement of a block, or the statement itself. */
function onlyStatementOf(statement: ts.Statement): ts.Statement {
  if (!ts.isBlock(statement) || statement.statements.length !== 1) return statement;
  return statement.statements[0] ?? statement;
}

const EXCHANGED: Readonly<Record<number, string>> = {
  [SyntaxKind.AmpersandAmpersandToken]: '||',
  [SyntaxKind.BarBarToken]: '&&',
};
const OTHER_METHOD: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
};

/** Exchanges `&&` and `||`, `some` and `every`, `Math.min` and `Math.max`. */
export const exchangeLogical: Operator = (node) => {
  if (ts.isBinaryExpression(node)) {
    const exchanged = EXCHANGED[node.operatorToken.kind];
    return exchanged === undefined ? [] : [replace(node.operatorToken, exchanged)];
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const other = Object.hasOwn(OTHER_METHOD, calledName(node)) ? OTHER_METHOD[calledName(node)] : undefined;
  return other === undefined ? [] : [replace(node.expression.name, other)];
};

/** `a ?? b` becomes `a`, or `b`. */
export const dropDefault: Operator = (node) =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.QuestionQuestionToken
    ? [replace(node, node.left.getText()), replace(node, node.right.getText())]
    : [];

/** A text such as the value of `ConditionExpression`. */
function isDynamoDbExpression(node: ts.Node): boolean {
  return (
    (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) &&
    ts.isPropertyAssignment(node.parent) &&
    /^(Condition|Filter|KeyCondition)Expression$/.test(propertyName(node.parent))
  );
}
