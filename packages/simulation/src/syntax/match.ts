import ts from 'typescript';

/** Code that the variables of a pattern stand for: one node, or the nodes of a list. */
export type Bindings = ReadonlyMap<string, readonly ts.Node[]>;

/**
 * Compares a node with a pattern's node. Whitespace, comments, parentheses, types, casts, modifiers, the kind of quotes,
 * and braces around one statement make no difference. `{ a }` is the same as `{ a: a }`.
 *
 * @returns the bindings with those of this match, or undefined if the node does not match
 */
function matchNode(pattern: ts.Node, node: ts.Node, bindings: Bindings): Bindings | undefined {
  const wanted = bare(pattern);
  const variable = variableOf(wanted);
  if (variable !== undefined) return bind(variable, [node], bindings);
  const found = bare(node);
  if (ts.isBlock(wanted) || ts.isBlock(found))
    return matchList(statementsOf(wanted), statementsOf(found), bindings);
  if (kindOf(wanted) !== kindOf(found) || textOf(wanted) !== textOf(found)) return undefined;
  return matchSlots(slotsOf(wanted), slotsOf(found), bindings);
}

/** Compares a whole list with a list of patterns, of which some may stand for several elements. */
export function matchList(
  patterns: readonly ts.Node[],
  nodes: readonly ts.Node[],
  bindings: Bindings,
): Bindings | undefined {
  const [pattern, ...others] = patterns;
  if (pattern === undefined) return nodes.length === 0 ? bindings : undefined;
  const variable = listVariableOf(pattern);
  if (variable === undefined) {
    const [node, ...rest] = nodes;
    const bound = node && matchNode(pattern, node, bindings);
    return bound && matchList(others, rest, bound);
  }
  for (let count = 0; count <= nodes.length; count += 1) {
    const bound = bind(variable, nodes.slice(0, count), bindings);
    const rest = bound && matchList(others, nodes.slice(count), bound);
    if (rest !== undefined) return rest;
  }
  return undefined;
}

function bind(name: string, nodes: readonly ts.Node[], bindings: Bindings): Bindings | undefined {
  if (name.startsWith('_')) return bindings;
  const bound = bindings.get(name);
  if (bound === undefined) return new Map([...bindings, [name, nodes]]);
  return matchList(bound, nodes, NONE) && bindings;
}

const NONE: Bindings = new Map();

/** The name of the variable that stands for a node: `name` for `$name`. */
function variableOf(node: ts.Node): string | undefined {
  const text = nameIn(node);
  return text?.startsWith('$') ? text.replace(/^\$+/, '') : undefined;
}

function listVariableOf(node: ts.Node): string | undefined {
  const text = nameIn(node);
  return text?.startsWith('$$$') ? text.slice(3) : undefined;
}

function nameIn(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isExpressionStatement(node)) return nameIn(node.expression);
  if (ts.isCaseClause(node) && node.statements.length === 0) return listNameIn(node.expression);
  if (ts.isShorthandPropertyAssignment(node)) return listNameIn(node.name);
  if (ts.isParameter(node)) return listNameIn(node.name);
  if (ts.isBindingElement(node) && node.propertyName === undefined) return listNameIn(node.name);
  return undefined;
}

function listNameIn(node: ts.Node): string | undefined {
  return ts.isIdentifier(node) && node.text.startsWith('$$$') ? node.text : undefined;
}

/** Returns a node without the parentheses, casts or braces around it. */
export function bare(node: ts.Node): ts.Node {
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
  )
    return bare(node.expression);
  const [only] = ts.isBlock(node) && node.statements.length === 1 ? node.statements : [];
  return only === undefined || listVariableOf(only) !== undefined ? node : bare(only);
}

function statementsOf(node: ts.Node): readonly ts.Node[] {
  return ts.isBlock(node) ? node.statements : [node];
}

/** The kind of a node. All forms of properties have one kind, and so have all forms of strings. */
function kindOf(node: ts.Node): ts.SyntaxKind {
  if (isProperty(node)) return ts.SyntaxKind.PropertyAssignment;
  if (ts.isNoSubstitutionTemplateLiteral(node)) return ts.SyntaxKind.StringLiteral;
  return node.kind;
}

/** The text of a node without children. Whitespace in it is collapsed: long DynamoDB expressions have line breaks. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return String(node.operator);
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) return node.text;
  if (ts.isVariableDeclarationList(node)) return String(node.flags & ts.NodeFlags.BlockScoped);
  if (ts.isLiteralExpression(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node))
    return node.text.replace(/\s+/g, ' ');
  return undefined;
}

type Slot = ts.Node | readonly ts.Node[];

function matchSlots(
  [wanted, ...others]: readonly Slot[],
  [found, ...rest]: readonly Slot[],
  bindings: Bindings,
): Bindings | undefined {
  if (wanted === undefined || found === undefined) return wanted === found ? bindings : undefined;
  const bound = matchSlot(wanted, found, bindings);
  return bound && matchSlots(others, rest, bound);
}

function matchSlot(wanted: Slot, found: Slot, bindings: Bindings): Bindings | undefined {
  if ('kind' in wanted) return 'kind' in found ? matchNode(wanted, found, bindings) : undefined;
  return 'kind' in found ? undefined : matchList(wanted, found, bindings);
}

/** The children of a node that make a difference, and its lists of children. */
function slotsOf(node: ts.Node): readonly Slot[] {
  if (isProperty(node)) return propertySlots(node);
  if (ts.isArrowFunction(node)) return [node.parameters, bodyOf(node)];
  const slots: Slot[] = [];
  ts.forEachChild(
    node,
    (child) => {
      if (!isIgnored(child)) slots.push(child);
    },
    (children) => {
      if (children.length === 0 || !children.every(isIgnored)) slots.push(children);
    },
  );
  return slots;
}

function isIgnored(node: ts.Node): boolean {
  return ts.isTypeNode(node) || ts.isTypeParameterDeclaration(node) || ts.isModifier(node);
}

/** The expression that an arrow function returns, if it does nothing else; otherwise its statements. */
function bodyOf({ body }: ts.ArrowFunction): ts.Node {
  const only = bare(body);
  return ts.isReturnStatement(only) && only.expression !== undefined ? only.expression : body;
}

type Property = ts.PropertyAssignment | ts.ShorthandPropertyAssignment | ts.BindingElement;

function isProperty(node: ts.Node): node is Property {
  if (ts.isBindingElement(node))
    return node.dotDotDotToken === undefined && ts.isObjectBindingPattern(node.parent);
  return ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node);
}

function propertySlots(node: Property): readonly Slot[] {
  if (ts.isPropertyAssignment(node)) return [node.name, node.initializer];
  if (ts.isShorthandPropertyAssignment(node)) return [node.name, node.name];
  const { propertyName, name, initializer } = node;
  return [propertyName ?? name, name, ...(initializer === undefined ? [] : [initializer])];
}
