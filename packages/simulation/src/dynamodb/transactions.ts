import { type AwsError, awsError } from '@tradepost/local/gateway/aws-error';
import type { Item } from './attribute-value.ts';
import type { Input } from './plain.ts';
import type { Table } from './table.ts';
import { validationError } from './validation-error.ts';

export type WriteKind = 'Put' | 'Update' | 'Delete';

/** One write: the item before and after it, and whether its condition holds. */
export type Write = {
  readonly to: Table;
  readonly key: Item;
  readonly before: Item | undefined;
  readonly item: Item | undefined;
  readonly holds: boolean;
};

/** Writes the items of a transaction and unlocks them; returns the output of the request. */
export type Commit = () => Record<string, unknown>;

type Config = {
  readonly prepare: (kind: WriteKind, input: Input) => Write;
  readonly apply: (write: Write) => void;
  readonly nowMs: () => number;
};

type Token = { readonly body: string; readonly atMs: number; readonly isCommitted: boolean };

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const TOKEN_LIFE_MS = 10 * 60_000;
const MAX_ITEMS = 100;

/**
 * Transactions with DynamoDB's conflicts: between the beginning and the commit of a transaction, no other transaction
 * may name its items, and no single request may write them. Reads return the items as they were.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export function createTransactions({ prepare, apply, nowMs }: Config) {
  const tokens = new Map<string, Token>();
  const locked = new Set<string>();
  const isLocked = (write: Write) => locked.has(nameOf(write));
  return {
    isLocked,
    begin: (input: Input): Commit => {
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
      const codes = writes.map((write) =>
        isLocked(write) ? 'TransactionConflict' : write.holds ? 'None' : 'ConditionalCheckFailed',
      );
      if (codes.some((code) => code !== 'None')) throw transactionCancelled(codes);
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

function nameOf({ to, key }: Write): string {
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
  return writes;
}

/** @param codes the cancellation reason of each item, in order; `None` for an item that did not cause it */
export function transactionCancelled(codes: readonly string[]): AwsError {
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`;
  const reasons = codes.map((Code) => (Code === 'None' ? { Code } : { Code, Message: Code }));
  return awsError('TransactionCanceledException', message, 400, { CancellationReasons: reasons });
}
