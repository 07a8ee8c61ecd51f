import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { writeTransaction } from './write-transaction.ts';

/** A client whose transaction is cancelled with these codes. The local engines have neither conflicts nor throttling. */
function clientThatCancels(codes: readonly (string | undefined)[] | undefined): DynamoDBDocumentClient {
  const send = async () => {
    throw new TransactionCanceledException({
      message: 'cancelled',
      $metadata: {},
      ...(codes === undefined ? {} : { CancellationReasons: codes.map((Code) => ({ Code })) }),
    });
  };
  return { send } as unknown as DynamoDBDocumentClient;
}

describe('a cancelled transaction', () => {
  it.each([
    [
      ['None', 'TransactionConflict'],
      ['none', 'interrupted'],
    ],
    [
      ['ThrottlingError', 'ProvisionedThroughputExceeded'],
      ['interrupted', 'interrupted'],
    ],
    [
      ['ConditionalCheckFailed', 'TransactionConflict'],
      ['condition-failed', 'interrupted'],
    ],
    [
      ['ValidationError', 'ConditionalCheckFailed', undefined],
      ['none', 'condition-failed', 'none'],
    ],
  ])('returns the reason of each item: %j', async (codes, reasons) => {
    const cancellation = await writeTransaction(clientThatCancels(codes), []);
    expect(cancellation?.reasons).toEqual(reasons);
  });

  it.each([[['None', 'ValidationError']], [['ItemCollectionSizeLimitExceeded']], [['None']], [undefined]])(
    'throws the error if a retry does not resolve it: %j',
    async (codes) => {
      await expect(writeTransaction(clientThatCancels(codes), [])).rejects.toThrow(
        TransactionCanceledException,
      );
    },
  );
});
