import ts from 'typescript';

/** Returns the names of the objects that code of a file changes, wherever and whatever they are. */
export function changedIn(file: ts.SourceFile): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = rootOf(changedPart(node));
    if (name !== undefined) names.push(name);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

/** Returns the names that a statement of a module declares or imports. */
export function namesIn(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name === undefined ? [] : [statement.name.text];
  if (!ts.isImportDeclaration(statement)) return [];
  const { name, namedBindings: bound } = statement.importClause ?? {};
  const named = bound === undefined ? [] : ts.isNamespaceImport(bound) ? [bound] : bound.elements;
  return [...(name === undefined ? [] : [name]), ...named.map((each) => each.name)].map(({ text }) => text);
}

/** Takes a node; returns the expression that it assigns, deletes, or calls a changing method of. */
function changedPart(node: ts.Node): ts.Expression | undefined {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const isAssignment = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return isAssignment ? node.left : undefined;
  }
  if (ts.isDeleteExpression(node)) return node.expression;
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken
      ? node.operand
      : undefined;
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: object, name } = node.expression;
  if (object.getText() === 'Object' && (name.text === 'assign' || name.text.startsWith('define')))
    return node.arguments[0];
  return CHANGES.has(name.text) ? object : undefined;
}

const CHANGES: ReadonlySet<string> = new Set([
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
]);

function rootOf(part: ts.Expression | undefined): string | undefined {
  if (part === undefined) return undefined;
  if (ts.isIdentifier(part)) return part.text;
  const isAccess = ts.isPropertyAccessExpression(part) || ts.isElementAccessExpression(part);
  const isWrapped =
    ts.isNonNullExpression(part) || ts.isParenthesizedExpression(part) || ts.isAsExpression(part);
  return isAccess || isWrapped ? rootOf(part.expression) : undefined;
}
