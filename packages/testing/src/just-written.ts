import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

type Item = Readonly<Record<string, unknown>>;

type ReadInput = {
  readonly ConsistentRead?: boolean;
  readonly IndexName?: string;
  readonly Key?: Item;
  readonly ExpressionAttributeValues?: Item;
  readonly RequestItems?: Readonly<
    Record<string, { readonly Keys: readonly Item[]; readonly ConsistentRead?: boolean }>
  >;
};

/**
 * A client of tables whose items were just written: strongly consistent reads find them, eventually consistent reads do not
 * find them yet, as on AWS. Reads of the local engines are always current. Queries of indexes find all items.
 *
 * @param items of all tables; queries compare the partition key `pk` only
 * @returns a client for GetItem, BatchGetItem and Query. Writes succeed and have no effect
 */
export function justWritten(...items: readonly Item[]): DynamoDBDocumentClient {
  const find = (key: Item, isConsistent?: boolean) =>
    isConsistent
      ? items.find((item) => Object.keys(key).every((name) => item[name] === key[name]))
      : undefined;
  const send = async ({ input }: { readonly input: ReadInput }) => {
    const { ConsistentRead, IndexName, Key, RequestItems, ExpressionAttributeValues = {} } = input;
    if (Key !== undefined) return { Item: find(Key, ConsistentRead) };
    if (RequestItems !== undefined) {
      const found = Object.entries(RequestItems).map(([table, request]) => [
        table,
        request.Keys.flatMap((key) => find(key, request.ConsistentRead) ?? []),
      ]);
      return { Responses: Object.fromEntries(found) };
    }
    if (IndexName !== undefined) return { Items: items };
    const values = Object.values(ExpressionAttributeValues);
    return { Items: ConsistentRead ? items.filter(({ pk }) => values.includes(pk)) : [] };
  };
  return { send } as unknown as DynamoDBDocumentClient;
}
