import { type AttributeValue, type Item, toNumberValue } from './attribute-value.ts';
import { createParser, type Parser, type Placeholders } from './expression-parser.ts';
import { validationError } from './validation-error.ts';

/** Returns the new value of an attribute, or undefined if it is removed. */
type NewValue = (before: Item) => AttributeValue | undefined;

/**
 * Takes an update expression; returns a function that updates an item. Values are read from the item before the update.
 *
 * @throws ValidationException if it is not valid, or cannot be applied to the item
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function parseUpdate(expression: string, placeholders: Placeholders): (item: Item) => Item {
  const parser = createParser(expression, placeholders);
  const changes: (readonly [string, NewValue])[] = [];
  while (!parser.isAtEnd()) {
    const clause = CLAUSES[parser.take().toUpperCase()];
    if (clause === undefined) throw validationError(`Syntax error in the update expression "${expression}"`);
    do {
      const name = parser.name(parser.take());
      changes.push([name, clause(parser, name)]);
    } while (parser.accept(','));
  }
  return (before) => {
    const after = { ...before };
    for (const [name, newValue] of changes) {
      const value = newValue(before);
      if (value === undefined) delete after[name];
      else after[name] = value;
    }
    return after;
  };
}

const CLAUSES: Readonly<Record<string, (parser: Parser, name: string) => NewValue>> = {
  SET: (parser) => {
    parser.expect('=');
    const first = parseOperand(parser);
    const factor = parser.accept('+') ? 1 : parser.accept('-') ? -1 : undefined;
    if (factor === undefined) return first;
    const second = parseOperand(parser);
    return (item) => sum(first(item), second(item), factor);
  },
  REMOVE: () => () => undefined,
  DELETE: (parser, name) => {
    const removed = parser.value(parser.take()).SS ?? [];
    return ({ [name]: known }) => {
      const SS = (known?.SS ?? []).filter((value) => !removed.includes(value));
      // DynamoDB has no empty sets.
      return SS.length === 0 ? undefined : { SS };
    };
  },
  ADD: (parser, name) => {
    const added = parser.value(parser.take());
    return ({ [name]: known }) => {
      if (added.SS !== undefined) return { SS: [...new Set([...(known?.SS ?? []), ...added.SS])] };
      return sum(known ?? { N: '0' }, added, 1);
    };
  },
};

function parseOperand(parser: Parser): (item: Item) => AttributeValue {
  const token = parser.take();
  if (token.startsWith(':')) {
    const value = parser.value(token);
    return () => value;
  }
  if (token === 'if_not_exists') {
    parser.expect('(');
    const known = parser.name(parser.take());
    parser.expect(',');
    const otherwise = parseOperand(parser);
    parser.expect(')');
    return (item) => item[known] ?? otherwise(item);
  }
  const name = parser.name(token);
  return ({ [name]: value }) => {
    if (value !== undefined) return value;
    throw validationError('The provided expression refers to an attribute that does not exist in the item');
  };
}

function sum(one: AttributeValue, other: AttributeValue, factor: 1 | -1): AttributeValue {
  if (one.N === undefined || other.N === undefined)
    throw validationError('An operand in the update expression has an incorrect data type');
  return toNumberValue(Number(one.N) + factor * Number(other.N));
}
