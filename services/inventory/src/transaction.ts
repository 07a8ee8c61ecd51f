import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { ConflictError } from '@tradepost/aggregate/store';
import type { TransactWriteItem } from '@tradepost/dynamodb/write-transaction';

const CONDITION_FAILED = 'ConditionalCheckFailed';
/** Cancellation reasons after which a retry may succeed: conflicts with other transactions, and throttling. */
const INTERRUPTIONS = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/**
 * Writes all items or none.
 *
 * @returns the index of the first item whose condition failed; undefined if all were written
 * @throws ConflictError if the transaction was cancelled for a reason that a retry may resolve
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export async function writeAll(
  client: DynamoDBDocumentClient,
  items: readonly TransactWriteItem[],
): Promise<number | undefined> {
  try {
    await client.send(new TransactWriteCommand({ TransactItems: [...items] }));
    return undefined;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? '');
    const failed = reasons.indexOf(CONDITION_FAILED);
    if (failed >= 0) return failed;
    if (reasons.some((reason) => INTERRUPTIONS.has(reason))) {
      throw new ConflictError('the transaction was interrupted', { cause: error });
    }
    throw error;
  }
}
