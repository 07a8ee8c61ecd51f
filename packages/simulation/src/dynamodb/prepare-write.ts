import { AwsError, awsError } from '@tradepost/local/gateway/aws-error';
import type { Item } from './attribute-value.ts';
import { parseCondition } from './condition.ts';
import type { Placeholders } from './expression-parser.ts';
import { sizeOf } from './item-size.ts';
import type { Input } from './plain.ts';
import { keysOf, type Table } from './table.ts';
import { parseUpdate } from './update.ts';
import { validationError } from './validation-error.ts';

export type WriteKind = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

/** One write: the item before and after it, and whether its condition holds. */
export type Write = {
  readonly to: Table;
  readonly key: Item;
  readonly before: Item | undefined;
  readonly item: Item | undefined;
  readonly holds: boolean;
  /** The update cannot be applied to the item, or makes it too large. */
  readonly invalid?: AwsError;
  /** The request asks for the item if its condition fails. */
  readonly returnsItem: boolean;
};

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items */
const MAX_ITEM_BYTES = 400 * 1024;

/** Evaluates a write on the current item, without writing it. Throws a ValidationException if the request is not valid. */
export function prepareWrite(to: Table, kind: WriteKind, input: Input): Write {
  const key = kind === 'Put' ? keysOf(input['Item'], to.schema) : (input['Key'] as Item);
  const before = to.get(key);
  const condition = input['ConditionExpression'] as string | undefined;
  const holds = condition === undefined || parseCondition(condition, placeholdersOf(input))(before);
  const returnsItem = input['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD';
  const write = { to, key, before, holds, item: before, returnsItem };
  if (!holds) return write;
  const change = changeOf(kind, input, key);
  try {
    return { ...write, item: checked(change(before)) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { ...write, invalid: error };
  }
}

/** Parses the change that a request makes: its errors are those of the request, and not of the item. */
function changeOf(kind: WriteKind, input: Input, key: Item): (before: Item | undefined) => Item | undefined {
  switch (kind) {
    case 'Put':
      return () => input['Item'] as Item;
    case 'Delete':
      return () => undefined;
    case 'ConditionCheck':
      return (before) => before;
    case 'Update': {
      const expression = input['UpdateExpression'] as string | undefined;
      if (expression === undefined) return (before) => before ?? key;
      const update = parseUpdate(expression, placeholdersOf(input));
      return (before) => update(before ?? key);
    }
    default:
      throw new Error(`the simulated DynamoDB has no ${kind satisfies never}`);
  }
}

function checked(item: Item | undefined): Item | undefined {
  if (item !== undefined && sizeOf(item) > MAX_ITEM_BYTES)
    throw validationError('Item size has exceeded the maximum allowed size');
  return item;
}

/** The error of a single write whose condition failed. */
export function conditionFailed({ returnsItem, before }: Write): AwsError {
  const isReturned = returnsItem && before !== undefined;
  return awsError(
    'ConditionalCheckFailedException',
    'The conditional request failed',
    400,
    isReturned ? { Item: before } : {},
  );
}

/** Returns the placeholders that the expressions of a request use. */
export function placeholdersOf(input: Input): Placeholders {
  return { names: input['ExpressionAttributeNames'], values: input['ExpressionAttributeValues'] };
}
