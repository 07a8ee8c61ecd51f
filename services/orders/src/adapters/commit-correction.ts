import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Commit, ConflictError } from '@tradepost/aggregate/store';
import { type TransactWriteItem, writeTransaction } from '@tradepost/dynamodb/write-transaction';
import type { SubjectCorrection, SubjectCorrections } from '@tradepost/personal-data/subject-corrections';
import type { OrderEvent, OrderState } from '../domain/order.ts';

/**
 * Writes the commit of a correction in one transaction with what the keys of the person have about the order.
 *
 * @returns false if the person was erased: nothing is written
 * @throws ConflictError if another commit, a claim or an erasure was faster
 */
export type CommitCorrection = (
  orderId: string,
  commit: Commit<OrderState, OrderEvent>,
  correction: SubjectCorrection,
) => Promise<boolean>;

export function createCommitCorrection({
  client,
  toWrite,
  toWrites,
}: SubjectCorrections & {
  readonly client: DynamoDBDocumentClient;
  readonly toWrite: (orderId: string, commit: Commit<OrderState, OrderEvent>) => TransactWriteItem;
}): CommitCorrection {
  return async (orderId, commit, correction) => {
    const ofSubject = await toWrites(correction);
    if (ofSubject === undefined) return false;
    const cancellation = await writeTransaction(client, [toWrite(orderId, commit), ...ofSubject]);
    if (cancellation === undefined) return true;
    throw new ConflictError(`${orderId} or its subject was changed meanwhile`, { cause: cancellation.cause });
  };
}
