import { type AwsError, awsError } from '@tradepost/local/gateway/aws-error';
import { sizeOf } from './item-size.ts';
import type { Input } from './plain.ts';
import type { Write, WriteKind } from './prepare-write.ts';
import type { TableFaults } from './table-faults.ts';
import { validationError } from './validation-error.ts';

/** Writes the items of a transaction and unlocks them; returns the output of the request. */
export type Commit = () => Record<string, unknown>;

type Config = {
  readonly prepare: (kind: WriteKind, input: Input) => Write;
  readonly apply: (write: Write) => void;
  readonly nowMs: () => number;
  readonly faults: Pick<TableFaults, 'interruptions'>;
};

type Token = { readonly body: string; readonly atMs: number; readonly isCommitted: boolean };

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const TOKEN_LIFE_MS = 10 * 60_000;
const MAX_ITEMS = 100;
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Transactions with DynamoDB's conflicts: between the beginning and the commit of a transaction, no other transaction
 * may name its items, and no single request may write them. Reads return the items as they were.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export function createTransactions({ prepare, apply, nowMs, faults }: Config) {
  const tokens = new Map<string, Token>();
  const locked = new Set<string>();
  const isLocked = (write: Write) => locked.has(nameOf(write));
  return {
    isLocked,
    begin: (input: Input, call: string): Commit => {
      const token = String(input['ClientRequestToken'] ?? '');
      const body = JSON.stringify(input['TransactItems']);
      const known = tokens.get(token);
      if (token !== '' && known !== undefined && nowMs() - known.atMs <= TOKEN_LIFE_MS) {
        if (known.body !== body)
          throw awsError('IdempotentParameterMismatchException', 'The token was used for another request');
        if (known.isCommitted) return () => ({});
        throw awsError('TransactionInProgressException', 'The transaction is already in progress');
      }
      const writes = prepareAll(input['TransactItems'], prepare);
      const interrupted = faults.interruptions(call, writes.map(nameOf), nowMs());
      const reasons = writes.map((write, place) =>
        toReason(write, isLocked(write) ? 'TransactionConflict' : interrupted[place]),
      );
      if (reasons.some(({ Code }) => Code !== 'None')) throw transactionCancelled(reasons);
      for (const write of writes) locked.add(nameOf(write));
      tokens.set(token, { body, atMs: nowMs(), isCommitted: false });
      return () => {
        for (const write of writes) locked.delete(nameOf(write));
        for (const write of writes) apply(write);
        tokens.set(token, { body, atMs: nowMs(), isCommitted: true });
        return {};
      };
    },
  };
}

/** Returns the name of the item that a write changes: its table and key. */
export function nameOf({ to, key }: Write): string {
  return JSON.stringify([to.schema.name, key[to.schema.hash], to.schema.range && key[to.schema.range]]);
}

function prepareAll(items: readonly Input[], prepare: Config['prepare']): readonly Write[] {
  if (items.length > MAX_ITEMS) throw validationError('Member must have length less than or equal to 100');
  const writes = items.map((item) => {
    const [kind, input] = Object.entries(item)[0] as [WriteKind, Input];
    return prepare(kind, input);
  });
  if (new Set(writes.map(nameOf)).size < writes.length)
    throw validationError('Transaction request cannot include multiple operations on one item');
  const bytes = writes.reduce((sum, { item }) => sum + (item === undefined ? 0 : sizeOf(item)), 0);
  if (bytes > MAX_BYTES) throw validationError('The transaction has more than 4 MB');
  return writes;
}

type Reason = { readonly Code: string; readonly Message?: string; readonly Item?: Write['item'] };

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#API_TransactWriteItems_Errors */
const MESSAGES: Readonly<Record<string, string>> = {
  ConditionalCheckFailed: 'The conditional request failed',
  TransactionConflict: 'Transaction is ongoing for the item',
  ThrottlingError: 'Throughput exceeds the current capacity of your table or index',
  ProvisionedThroughputExceeded: 'The level of configured provisioned throughput for the table was exceeded',
};

/** @param interrupted the code of the reason for which the item cannot be written now, whatever its condition */
function toReason({ holds, before, invalid, returnsItem }: Write, interrupted: string | undefined): Reason {
  if (interrupted !== undefined) return { Code: interrupted, Message: MESSAGES[interrupted] ?? interrupted };
  if (!holds) {
    const Code = 'ConditionalCheckFailed';
    return { Code, Message: MESSAGES[Code] ?? Code, ...(returnsItem && before ? { Item: before } : {}) };
  }
  if (invalid !== undefined) return { Code: 'ValidationError', Message: invalid.message };
  return { Code: 'None' };
}

/**
 * Returns the error of a cancelled transaction.
 *
 * @param reasons of all items, in order; `None` for an item that is not the cause
 */
export function transactionCancelled(reasons: readonly Reason[]): AwsError {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return awsError('TransactionCanceledException', message, 400, { CancellationReasons: reasons });
}
