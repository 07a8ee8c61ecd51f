import ts from 'typescript';

const LOG_METHOD = /^(debug|info|warn|error|critical|appendKeys|appendPersistentKeys)$/;
/** Properties that people read. */
const TEXT_PROPERTY = /^(message|description|title|detail|reason|help)$/;

/**
 * True for code whose change shows in no behaviour: types, imports, log entries, arguments of errors, texts for people, and
 * branches that types exclude. No mutant is made inside.
 */
export function isLeftOut(node: ts.Node): boolean {
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isSatisfiesExpression(node)) return node.type.kind === ts.SyntaxKind.NeverKeyword;
  if (ts.isNewExpression(node)) return /Error$/.test(node.expression.getText());
  if (ts.isCallExpression(node)) return isLogCall(node);
  if (ts.isExpressionStatement(node)) return isLeftOut(bare(node.expression));
  if (ts.isReturnStatement(node)) return node.expression !== undefined && isLeftOut(node.expression);
  return (
    ts.isPropertyAssignment(node) &&
    TEXT_PROPERTY.test(node.name.getText()) &&
    (ts.isStringLiteralLike(node.initializer) || ts.isTemplateExpression(node.initializer))
  );
}

function bare(expression: ts.Expression): ts.Expression {
  return ts.isAwaitExpression(expression) ? expression.expression : expression;
}

function isLogCall({ expression }: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(expression) || !LOG_METHOD.test(expression.name.text)) return false;
  return /\b(log|logger|loggerOf|console)\b/i.test(expression.expression.getText());
}
