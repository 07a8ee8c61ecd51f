import ts from 'typescript';
import { type Operator, removeStatement, replace } from './operator.ts';

/** Exchanges two arguments that follow each other. */
export const exchangeArguments: Operator = (node) => {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return [];
  const given = node.arguments ?? [];
  return given.slice(1).flatMap((second, index) => {
    const first = given[index];
    if (first === undefined || !isPlain(first) || !isPlain(second)) return [];
    const [one, other] = [first.getText(), second.getText()];
    if (one === other) return [];
    const between = node.getSourceFile().text.slice(first.getEnd(), second.getStart());
    return [{ start: first.getStart(), end: second.getEnd(), replacement: `${other}${between}${one}` }];
  });
};

/** No function, which is hardly ever exchanged by mistake, and no spread. */
function isPlain(node: ts.Expression): boolean {
  return !ts.isFunctionLike(node) && !ts.isSpreadElement(node);
}

/** `await` disappears. As a statement of its own it becomes `void`, which linters accept. */
export const dropAwait: Operator = (node) => {
  if (!ts.isAwaitExpression(node)) return [];
  const awaited = node.expression.getText();
  return [replace(node, ts.isExpressionStatement(node.parent) ? `void ${awaited}` : awaited)];
};

/** A call whose result is not used disappears. */
export const dropCall: Operator = (node) => {
  if (!ts.isExpressionStatement(node)) return [];
  const { expression } = node;
  const call = ts.isAwaitExpression(expression) ? expression.expression : expression;
  return ts.isCallExpression(call) ? [removeStatement(node)] : [];
};

/** An exception that would be thrown, or handled in a catch clause, is ignored. */
export const swallowError: Operator = (node) => {
  if (ts.isThrowStatement(node)) {
    const isWholeCatch =
      ts.isCatchClause(node.parent.parent) && node.parent.parent.block.statements.length === 1;
    return isWholeCatch ? [] : [removeStatement(node)];
  }
  return ts.isCatchClause(node) && node.block.statements.length > 0 ? [replace(node.block, '{}')] : [];
};

/** A function returns nothing, or an empty or the other value of its declared type. */
export const dropReturnValue: Operator = (node) => {
  if (ts.isReturnStatement(node) && node.expression !== undefined)
    return emptyValuesOf(node, node.expression).map((value) => replace(node, `return ${value};`));
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body))
    return emptyValuesOf(node.body, node.body).map((value) => replace(node.body, value));
  return [];
};

function emptyValuesOf(node: ts.Node, value: ts.Expression): readonly string[] {
  const declared = ts.findAncestor(node, ts.isFunctionLike)?.type?.getText() ?? '';
  const type = /^Promise<(.*)>$/s.exec(declared)?.[1] ?? declared;
  return candidatesFor(type).filter((candidate) => candidate !== value.getText());
}

function candidatesFor(type: string): readonly string[] {
  if (/\[\]$|^(Readonly)?Array</.test(type)) return ['[]'];
  if (type === 'boolean') return ['true', 'false'];
  if (type === 'number') return ['0'];
  if (type === 'string') return ["''"];
  if (/\| null\b/.test(type)) return ['null'];
  // Types reject it wherever a value is needed.
  return ['undefined'];
}
