import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';

export type WindowCount = {
  readonly client: DynamoDBDocumentClient;
  /** A table whose time to live is `expiresAt`. Its partition key is `pk`. */
  readonly tableName: string;
  /** What is counted: `links#eml_…`. */
  readonly key: string;
  readonly windowSeconds: number;
  readonly nowMs: number;
};

/**
 * Counts one more of something in the present window of time. Windows follow each other, so that up to twice a limit may fall
 * into as much time as one window has.
 *
 * @returns the count in this window, from 1
 */
export async function countInWindow({
  client,
  tableName,
  key,
  windowSeconds,
  nowMs,
}: WindowCount): Promise<number> {
  const window = Math.floor(nowMs / 1_000 / windowSeconds);
  const { Attributes } = await client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: { pk: `${key}#${window}` },
      UpdateExpression: 'SET expiresAt = :expiresAt ADD amount :one',
      ExpressionAttributeValues: { ':one': 1, ':expiresAt': (window + 2) * windowSeconds },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return Number(Attributes?.['amount']);
}
