import type { TransactWriteItem } from '@tradepost/dynamodb/write-transaction';

/** Adds to attributes of a counter. */
export function add(
  TableName: string,
  Key: { readonly pk: string; readonly sk: string },
  changes: Readonly<Record<string, number>>,
): TransactWriteItem {
  const names = Object.keys(changes);
  return {
    Update: {
      TableName,
      Key,
      UpdateExpression: `ADD ${names.map((name) => `${name} :${name}`).join(', ')}`,
      ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, changes[name]])),
    },
  };
}
