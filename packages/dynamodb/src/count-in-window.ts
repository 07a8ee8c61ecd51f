import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';

export type CountKey = {
  /** `links#eml_…`. */
  readonly key: string;
  readonly windowSeconds: number;
  readonly nowMs: number;
};

export type WindowCount = CountKey & {
  readonly client: DynamoDBDocumentClient;
  /** A table whose time to live is `expiresAt`. Its partition key is `pk`. */
  readonly tableName: string;
};

/**
 * Counts one more of something in the present window of time. Windows follow each other, so that up to twice a limit may fall
 * into as much time as one window has.
 *
 * @returns the count in this window, from 1
 */
export async function countInWindow({ client, tableName, ...count }: WindowCount): Promise<number> {
  const { Attributes } = await client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: { pk: keyInWindow(count) },
      UpdateExpression: 'SET expiresAt = :expiresAt ADD amount :one',
      ExpressionAttributeValues: { ':one': 1, ':expiresAt': (windowOf(count) + 2) * count.windowSeconds },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return Number(Attributes?.['amount']);
}

/** Returns the key of the item with the count of the present window: its attribute `amount`. */
export function keyInWindow(count: CountKey): string {
  return `${count.key}#${windowOf(count)}`;
}

/** Number of the window, from 1970 on. */
function windowOf({ nowMs, windowSeconds }: CountKey): number {
  return Math.floor(nowMs / 1_000 / windowSeconds);
}
