import { type AttributeValue, areEqual, compareValues, type Item } from './attribute-value.ts';
import { createParser, type Parser, type Placeholders, valueAt } from './expression-parser.ts';
import { validationError } from './validation-error.ts';

type Operand = (item: Item | undefined) => AttributeValue | undefined;
type Test = (item: Item | undefined) => boolean;

/**
 * Takes a condition, filter or key condition expression; returns its test of an item, or of no item.
 *
 * @throws ValidationException if it is not valid
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export function parseCondition(expression: string, placeholders: Placeholders): Test {
  const parser = createParser(expression, placeholders);
  const test = parseOr(parser);
  if (!parser.isAtEnd()) throw validationError(`Syntax error; token: "${parser.peek()}" in "${expression}"`);
  return test;
}

/**
 * Finds the value that a key condition compares the partition key with: `<hash> = :value`, in either order, joined to
 * the other condition by AND.
 *
 * @param hash the name of the partition key
 * @returns undefined if the condition has no such comparison, which DynamoDB rejects
 */
export function hashValueIn(
  expression: string,
  hash: string,
  placeholders: Placeholders,
): AttributeValue | undefined {
  const parser = createParser(expression, placeholders);
  // A key condition is a conjunction: only `=` outside of functions and BETWEEN compares the partition key.
  for (; !parser.isAtEnd(); parser.take()) {
    const token = parser.peek() ?? '';
    if (!/^[:#A-Za-z_]/.test(token) || parser.lookAhead() !== '=') continue;
    const left = parser.take();
    parser.expect('=');
    const right = parser.peek() ?? '';
    const [name, value] = left.startsWith(':') ? [right, left] : [left, right];
    if (value.startsWith(':') && parser.nameOf(name) === hash) return parser.value(value);
  }
  return undefined;
}

function parseOr(parser: Parser): Test {
  const tests = [parseAnd(parser)];
  while (parser.accept('OR')) tests.push(parseAnd(parser));
  return tests.length === 1 ? (tests[0] as Test) : (item) => tests.some((test) => test(item));
}

function parseAnd(parser: Parser): Test {
  const tests = [parseNot(parser)];
  while (parser.accept('AND')) tests.push(parseNot(parser));
  return tests.length === 1 ? (tests[0] as Test) : (item) => tests.every((test) => test(item));
}

function parseNot(parser: Parser): Test {
  if (parser.accept('NOT')) {
    const test = parseNot(parser);
    return (item) => !test(item);
  }
  if (parser.accept('(')) {
    const test = parseOr(parser);
    parser.expect(')');
    return test;
  }
  return parseTest(parser);
}

function parseTest(parser: Parser): Test {
  const word = parser.peek() ?? '';
  if (parser.lookAhead() === '(' && word !== 'size') return parseFunction(parser);
  const left = parseOperand(parser);
  if (parser.accept('BETWEEN')) {
    const low = parseOperand(parser);
    parser.expect('AND');
    const high = parseOperand(parser);
    return (item) => holds('>=', left(item), low(item)) && holds('<=', left(item), high(item));
  }
  if (parser.accept('IN')) {
    parser.expect('(');
    const options = [parseOperand(parser)];
    while (parser.accept(',')) options.push(parseOperand(parser));
    parser.expect(')');
    return (item) => options.some((option) => holds('=', left(item), option(item)));
  }
  const operator = parser.take();
  if (!OPERATORS.has(operator)) throw validationError(`Syntax error; token: "${operator}"`);
  const right = parseOperand(parser);
  return (item) => holds(operator, left(item), right(item));
}

const OPERATORS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

function holds(
  operator: string,
  one: AttributeValue | undefined,
  other: AttributeValue | undefined,
): boolean {
  // A missing attribute is unequal to every value, and neither greater nor less.
  if (one === undefined || other === undefined) return operator === '<>' && one !== other;
  if (operator === '=') return areEqual(one, other);
  if (operator === '<>') return !areEqual(one, other);
  const order = compareValues(one, other);
  if (order === undefined) return false;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

function parseFunction(parser: Parser): Test {
  const name = parser.take();
  parser.expect('(');
  const path = parser.path();
  const argument = parser.accept(',') ? parseOperand(parser) : () => undefined;
  parser.expect(')');
  switch (name) {
    case 'attribute_exists':
      return (item) => valueAt(item, path) !== undefined;
    case 'attribute_not_exists':
      return (item) => valueAt(item, path) === undefined;
    case 'begins_with':
      return (item) => valueAt(item, path)?.S?.startsWith(argument(item)?.S ?? '\u0000') === true;
    case 'contains':
      return (item) => contains(valueAt(item, path), argument(item));
    default:
      throw validationError(`Invalid function name; function: ${name}`);
  }
}

function contains(holder: AttributeValue | undefined, sought: AttributeValue | undefined): boolean {
  if (holder === undefined || sought === undefined) return false;
  if (holder.S !== undefined && sought.S !== undefined) return holder.S.includes(sought.S);
  if (holder.SS !== undefined && sought.S !== undefined) return holder.SS.includes(sought.S);
  return holder.L?.some((each) => areEqual(each, sought)) === true;
}

function parseOperand(parser: Parser): Operand {
  const token = parser.peek() ?? '';
  if (token.startsWith(':')) {
    const value = parser.value(parser.take());
    return () => value;
  }
  if (token === 'size' && parser.lookAhead() === '(') {
    parser.take();
    parser.expect('(');
    const path = parser.path();
    parser.expect(')');
    return (item) => sizeOf(valueAt(item, path));
  }
  const path = parser.path();
  return (item) => valueAt(item, path);
}

function sizeOf(value: AttributeValue | undefined): AttributeValue | undefined {
  if (value === undefined) return undefined;
  if (value.S !== undefined) return { N: String(value.S.length) };
  const members = value.L ?? value.SS ?? value.NS ?? (value.M && Object.keys(value.M));
  return members === undefined ? undefined : { N: String(members.length) };
}
