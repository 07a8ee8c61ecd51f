import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ConflictError } from '@tradepost/aggregate/store';
import { type TransactWriteItem, writeTransaction } from '@tradepost/dynamodb/write-transaction';

/**
 * Writes all items or none.
 *
 * @returns the index of the first item whose condition failed; undefined if all were written
 * @throws ConflictError if the transaction was cancelled for a reason that a retry may resolve
 */
export async function writeAll(
  client: DynamoDBDocumentClient,
  items: readonly TransactWriteItem[],
): Promise<number | undefined> {
  const cancellation = await writeTransaction(client, items);
  if (cancellation === undefined) return undefined;
  const { reasons, cause } = cancellation;
  const failed = reasons.indexOf('condition-failed');
  if (failed >= 0) return failed;
  throw new ConflictError('the transaction was interrupted', { cause });
}
