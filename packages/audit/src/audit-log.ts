import type { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Act, ActName, Recorded } from '@tradepost/contracts/audit/acts';
import { backOffMs, sleep } from '@tradepost/dynamodb/back-off';
import { ContentionError } from '@tradepost/dynamodb/contention-error';
import {
  type Cancellation,
  type TransactWriteItem,
  writeTransaction,
} from '@tradepost/dynamodb/write-transaction';
import { toStorable } from './canonical-json.ts';
import { SHARDS } from './chain.ts';
import { type AuditEntry, follow, type Head, toHead } from './entry.ts';
import { toHeadItem, toItem } from './item.ts';

/** A transaction has at most 100 items, and the caller may add some. */
export const MAX_ACTS_AT_ONCE = 50;

/** Enough for 20 concurrent writers that chose the same shard, and beside one that writes to it without a pause. */
const MAX_ATTEMPTS = 15;
/** Attempts in one shard before another is drawn. The first one of them may only return the head. */
const ATTEMPTS_PER_SHARD = 3;
/** Longest pause before an attempt in another shard. */
const MAX_DELAY_MS = 500;
/** Longest wait for an earlier act of the instance: its call may hang, or belong to an invocation that has ended. */
const MAX_WAIT_MS = 1_000;
/** Longest pause between two acts of an instance. Only acts that are recorded at once wait for it. */
const MAX_PAUSE_MS = 20;

/** At least one act. */
export type Acts<Name extends ActName> = readonly [Act<Name>, ...Act[]];

/** Records acts. It needs the right to put items into the audit log, and no other: it reads nothing. */
export type AuditLog = {
  /**
   * Records acts before they are carried out, all or none.
   *
   * @param acts up to `MAX_ACTS_AT_ONCE`
   * @returns the proof that they are recorded, with the name of the first one
   * @throws ContentionError if other writers interfere each time; any other error if the log cannot be reached. The caller must not
   *   carry out the acts then. An entry may have been stored if the response was lost
   */
  readonly record: <Name extends ActName>(...acts: Acts<Name>) => Promise<Recorded<Name>>;
  /**
   * Records acts and writes items of the caller, in one transaction.
   *
   * @param items items of other tables, with the conditions under which the acts may be carried out
   * @returns undefined if nothing was written because a condition of `items` failed, or another transaction has one of them
   * @throws as `record`
   */
  readonly recordWith: <Name extends ActName>(
    acts: Acts<Name>,
    items: readonly TransactWriteItem[],
  ) => Promise<Recorded<Name> | undefined>;
};

type Config = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly stage: string;
  /** The clock, in milliseconds since 1970. */
  readonly nowMs: () => number;
};

/**
 * Creates the access of a function instance to the audit log. An instance keeps to one shard, chosen at random, while nobody
 * interferes there, and remembers its head, so that an act costs one transaction unless another instance has written to the
 * same shard. The condition of a transaction that fails returns the present head, so no right to read is needed.
 */
export function createAuditLog(config: Config): AuditLog {
  const heads = new Map<number, Head>();
  let chosen = drawShard();

  const write: AuditLog['recordWith'] = async (acts, items) => {
    const storable = acts.map(toStorable);
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      // Another act of this instance may choose another shard meanwhile.
      const shard = chosen;
      const known = heads.get(shard);
      const entries = follow(storable, known, { stage: config.stage, shard, nowMs: config.nowMs() });
      const own = toPuts(config.tableName, shard, known, entries);
      const cancelled = await writeTransaction(config.client, [...own, ...items]);
      if (cancelled === undefined) {
        heads.set(shard, toHead(lastOf(entries)));
        return PROOF;
      }
      if (cancelled.reasons.slice(own.length).some((reason) => reason !== 'none')) return undefined;
      const present = presentHead(cancelled);
      if (present !== undefined) heads.set(shard, present);
      // The present head is used at once: after a pause, a busy shard has another one.
      if (present !== undefined && attempt % ATTEMPTS_PER_SHARD !== 0) continue;
      chosen = drawShard();
      await sleep(backOffMs(attempt, MAX_DELAY_MS));
    }
    throw new ContentionError(`the audit log did not take an entry in ${MAX_ATTEMPTS} attempts`);
  };

  let last: Promise<unknown> = Promise.resolve();
  // One after the other: acts that an instance records at once would each interfere with the others. The pauses let other
  // instances write to the same shard.
  const recordWith: AuditLog['recordWith'] = async (acts, items) => {
    requireBound(acts);
    const written = Promise.race([last, sleep(MAX_WAIT_MS)]).then(() => write(acts, items));
    last = written.catch(() => undefined).then(() => sleep(Math.random() * MAX_PAUSE_MS));
    return written;
  };

  return {
    record: async (...acts) => {
      const recorded = await recordWith(acts, []);
      // Only a condition of the caller's items gives undefined.
      if (recorded === undefined) throw new ContentionError('the audit log did not take an entry');
      return recorded;
    },
    recordWith,
  };
}

/** A proof of any act: `recordWith` returns it only after it has recorded the acts that it was given. */
const PROOF = Object.freeze({}) as Recorded<never>;

function requireBound({ length }: readonly Act[]): void {
  if (length >= 1 && length <= MAX_ACTS_AT_ONCE) return;
  throw new RangeError(`acts must be 1 to ${MAX_ACTS_AT_ONCE}, not ${length}`);
}

/** The head comes first. It must be the one that the entries follow; an entry must not exist. */
function toPuts(
  TableName: string,
  shard: number,
  known: Head | undefined,
  entries: readonly AuditEntry[],
): readonly TransactWriteItem[] {
  const head = toHeadItem(shard, toHead(lastOf(entries)));
  const isKnown =
    known === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#hash = :known',
          ExpressionAttributeNames: { '#hash': 'hash' },
          ExpressionAttributeValues: { ':known': known.hash },
        };
  return [
    { Put: { TableName, Item: head, ...isKnown, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
    ...entries.map((entry) => ({
      Put: { TableName, Item: toItem(entry), ConditionExpression: 'attribute_not_exists(pk)' },
    })),
  ];
}

/** Returns the head that a failed condition found; undefined if something else cancelled the transaction. */
function presentHead({ reasons, cause }: Cancellation): Head | undefined {
  const item = reasons[0] === 'condition-failed' ? itemOf(cause) : undefined;
  if (item === undefined) return undefined;
  const { chain, seq, hash } = unmarshall(item);
  return { chain: String(chain), seq: Number(seq), hash: String(hash) };
}

function itemOf({ CancellationReasons: [first] = [] }: TransactionCanceledException) {
  return first?.Item;
}

function lastOf(entries: readonly AuditEntry[]): AuditEntry {
  return entries.at(-1) as AuditEntry;
}

function drawShard(): number {
  return Math.floor(Math.random() * SHARDS);
}
