import { type AttributeValue, areEqual, compareValues, type Item } from './attribute-value.ts';
import { createParser, type Parser, type Placeholders } from './expression-parser.ts';
import { validationError } from './validation-error.ts';

type Operand = (item: Item | undefined) => AttributeValue | undefined;
type Test = (item: Item | undefined) => boolean;

/**
 * Takes a condition, filter or key condition expression; returns its test of an item, or of no item. It knows the
 * operators and functions that the services use.
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
  // A key condition is a conjunction: only `=` compares the partition key.
  for (; !parser.isAtEnd(); parser.take()) {
    const token = parser.peek() ?? '';
    if (!/^[:#A-Za-z_]/.test(token) || parser.lookAhead() !== '=') continue;
    const left = parser.take();
    parser.expect('=');
    const right = parser.peek() ?? '';
    const [name, value] = left.startsWith(':') ? [right, left] : [left, right];
    if (value.startsWith(':') && parser.name(name) === hash) return parser.value(value);
  }
  return undefined;
}

function parseOr(parser: Parser): Test {
  const tests = [parseAnd(parser)];
  while (parser.accept('OR')) tests.push(parseAnd(parser));
  return tests.length === 1 ? (tests[0] as Test) : (item) => tests.some((test) => test(item));
}

function parseAnd(parser: Parser): Test {
  const tests = [parseTest(parser)];
  while (parser.accept('AND')) tests.push(parseTest(parser));
  return tests.length === 1 ? (tests[0] as Test) : (item) => tests.every((test) => test(item));
}

function parseTest(parser: Parser): Test {
  if (parser.accept('(')) {
    const test = parseOr(parser);
    parser.expect(')');
    return test;
  }
  if (parser.lookAhead() === '(') return parseFunction(parser);
  const left = parseOperand(parser);
  const operator = parser.take();
  if (operator === 'BETWEEN') return parseBetween(left, parser);
  if (!OPERATORS.has(operator)) throw validationError(`Syntax error; token: "${operator}"`);
  const right = parseOperand(parser);
  return (item) => holds(operator, left(item), right(item));
}

function parseBetween(value: Operand, parser: Parser): Test {
  const least = parseOperand(parser);
  parser.expect('AND');
  const most = parseOperand(parser);
  return (item) => holds('>=', value(item), least(item)) && holds('<=', value(item), most(item));
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
  const attribute = parseOperand(parser);
  const prefix = parser.accept(',') ? parseOperand(parser) : () => undefined;
  parser.expect(')');
  switch (name) {
    case 'attribute_exists':
      return (item) => attribute(item) !== undefined;
    case 'attribute_not_exists':
      return (item) => attribute(item) === undefined;
    case 'begins_with':
      return (item) => attribute(item)?.S?.startsWith(prefix(item)?.S ?? '\u0000') === true;
    default:
      throw validationError(`Invalid function name; function: ${name}`);
  }
}

function parseOperand(parser: Parser): Operand {
  const token = parser.take();
  if (token.startsWith(':')) {
    const value = parser.value(token);
    return () => value;
  }
  const name = parser.name(token);
  return (item) => item?.[name];
}
