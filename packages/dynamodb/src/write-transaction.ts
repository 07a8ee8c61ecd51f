import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';

/** A put, update, delete or condition check in a transaction. */
export type TransactWriteItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/**
 * The part of one item in the cancellation of its transaction:
 * - `condition-failed`: a retry fails again, unless the item has changed.
 * - `interrupted`: a conflict with another transaction, or throttling. A retry may succeed.
 * - `none`: another item is the reason.
 */
export type CancellationReason = 'condition-failed' | 'interrupted' | 'none';

/** A cancelled transaction: a reason for each item, in the order of the items, and the error of DynamoDB. */
export type Cancellation = {
  readonly reasons: readonly CancellationReason[];
  readonly cause: TransactionCanceledException;
};

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#API_TransactWriteItems_Errors */
const REASONS: Readonly<Record<string, CancellationReason>> = {
  ConditionalCheckFailed: 'condition-failed',
  TransactionConflict: 'interrupted',
  ThrottlingError: 'interrupted',
  ProvisionedThroughputExceeded: 'interrupted',
};

/**
 * Writes up to 100 items in one transaction: all or none.
 *
 * @returns undefined if all items were written. Otherwise the reasons, of which at least one is `condition-failed` or
 *   `interrupted`
 * @throws TransactionCanceledException if it was cancelled for other reasons only, which a retry does not resolve
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export async function writeTransaction(
  client: DynamoDBDocumentClient,
  items: readonly TransactWriteItem[],
): Promise<Cancellation | undefined> {
  try {
    await client.send(new TransactWriteCommand({ TransactItems: [...items] }));
    return undefined;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = (error.CancellationReasons ?? []).map(({ Code = '' }) => REASONS[Code] ?? 'none');
    if (reasons.every((reason) => reason === 'none')) throw error;
    return { reasons, cause: error };
  }
}
