import { type AttributeValue, type Item, toNumberValue } from './attribute-value.ts';
import { createParser, type Parser, type Placeholders, valueAt } from './expression-parser.ts';
import { validationError } from './validation-error.ts';

type Path = readonly (string | number)[];
type Change = (before: Item, after: Item) => Item;

/**
 * Takes an update expression; returns a function that updates an item. Values are read from the item before the update.
 *
 * @throws ValidationException if it is not valid, or cannot be applied to the item
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function parseUpdate(expression: string, placeholders: Placeholders): (item: Item) => Item {
  const parser = createParser(expression, placeholders);
  const changes: Change[] = [];
  while (!parser.isAtEnd()) {
    const clause = CLAUSES[parser.take().toUpperCase()];
    if (clause === undefined) throw validationError(`Syntax error in the update expression "${expression}"`);
    do changes.push(clause(parser));
    while (parser.accept(','));
  }
  return (before) => changes.reduce((after, change) => change(before, after), before);
}

const CLAUSES: Readonly<Record<string, (parser: Parser) => Change>> = {
  SET: (parser) => {
    const path = parser.path();
    parser.expect('=');
    const value = parseValue(parser);
    return (before, after) => put(after, path, value(before));
  },
  REMOVE: (parser) => {
    const path = parser.path();
    return (_before, after) => put(after, path, undefined);
  },
  ADD: (parser) => {
    const path = parser.path();
    const added = parser.value(parser.take());
    return (before, after) => {
      const known = valueAt(before, path);
      if (added.SS !== undefined)
        return put(after, path, { SS: [...new Set([...(known?.SS ?? []), ...added.SS])] });
      if (known !== undefined && known.N === undefined) throw mismatch();
      return put(after, path, sum(known ?? { N: '0' }, added, 1));
    };
  },
};

function parseValue(parser: Parser): (item: Item) => AttributeValue {
  const first = parseOperand(parser);
  for (const [sign, factor] of [
    ['+', 1],
    ['-', -1],
  ] as const) {
    if (!parser.accept(sign)) continue;
    const second = parseOperand(parser);
    return (item) => sum(first(item), second(item), factor);
  }
  return first;
}

function parseOperand(parser: Parser): (item: Item) => AttributeValue {
  const token = parser.peek() ?? '';
  if (token.startsWith(':')) {
    const value = parser.value(parser.take());
    return () => value;
  }
  if (token === 'if_not_exists' && parser.lookAhead() === '(') {
    parser.take();
    parser.expect('(');
    const path = parser.path();
    parser.expect(',');
    const otherwise = parseOperand(parser);
    parser.expect(')');
    return (item) => valueAt(item, path) ?? otherwise(item);
  }
  const path = parser.path();
  return (item) => {
    const value = valueAt(item, path);
    if (value !== undefined) return value;
    throw validationError('The provided expression refers to an attribute that does not exist in the item');
  };
}

function sum(one: AttributeValue, other: AttributeValue, factor: 1 | -1): AttributeValue {
  if (one.N === undefined || other.N === undefined) throw mismatch();
  return toNumberValue(Number(one.N) + factor * Number(other.N));
}

function mismatch() {
  return validationError('An operand in the update expression has an incorrect data type');
}

function put(item: Item, path: Path, value: AttributeValue | undefined): Item {
  const [name, ...rest] = path;
  if (typeof name !== 'string') throw validationError('The document path is not supported by the simulation');
  if (rest.length > 0) {
    const inner = item[name]?.M;
    if (inner === undefined)
      throw validationError('The document path provided in the update expression is invalid');
    return { ...item, [name]: { M: put(inner, rest, value) } };
  }
  if (value !== undefined) return { ...item, [name]: value };
  const { [name]: _removed, ...kept } = item;
  return kept;
}
