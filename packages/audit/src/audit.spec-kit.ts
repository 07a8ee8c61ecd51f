import { createHash, generateKeyPairSync, sign, verify as verifySignature } from 'node:crypto';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { Act } from '@tradepost/contracts/audit/acts';
import { type Anchor, anchorKey, anchorText, nextAnchor, toAnchorFile } from './anchor.ts';
import { type AuditEntry, follow, type Head, toHead } from './entry.ts';
import { type StoredEntry, toItem } from './item.ts';
import type { FoundItem } from './verify/check-entries.ts';
import type { Fault } from './verify/fault.ts';
import { type ReadableLog, verifyLog } from './verify/verify-log.ts';

/** The table of an audit log, as operations declares it. */
export const auditTable: CreateTableCommandInput = {
  TableName: 'audit',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk', 'log', 'actor', 'act', 'target', 'correlation', 'place'].map(
    (AttributeName) => ({ AttributeName, AttributeType: 'S' }),
  ),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: ['log', 'actor', 'act', 'target', 'correlation'].map((attribute) => ({
    IndexName: `by-${attribute}`,
    KeySchema: [
      { AttributeName: attribute, KeyType: 'HASH' },
      { AttributeName: 'place', KeyType: 'RANGE' },
    ],
    Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['entry', 'prev', 'hash'] },
  })),
};

/** An act on a target. */
export const actOn = (target: string, more: Partial<Act> = {}): Act => ({
  ...{
    act: 'GrantChanged',
    actor: 'ada',
    target,
    reason: 'a test',
    before: {},
    after: { groups: ['support'] },
  },
  ...{ correlationId: 'cor_1', ...more },
});

const day = (text: string) => Date.parse(`${text}T12:00:00.000Z`);
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const strangers = generateKeyPairSync('ec', { namedCurve: 'P-256' });

export const signWith = (anchor: Anchor, key = privateKey) =>
  toAnchorFile({
    anchor,
    signature: sign('sha256', Buffer.from(anchorText(anchor)), key).toString('base64'),
  });
/** Signs with the key of somebody else. */
export const signAsStranger = (anchor: Anchor) => signWith(anchor, strangers.privateKey);

/** Content of an audit log that a test may change in any way. */
export type Log = {
  items: FoundItem[];
  readonly heads: Map<number, Head>;
  readonly files: Map<string, string>;
  readonly anchors: Anchor[];
};

/** Returns an empty log of the stage `dev`. */
export const emptyLog = (): Log => ({ items: [], heads: new Map(), files: new Map(), anchors: [] });

/** Appends entries to a shard on a day, one for each target, and sets the head. */
export function append(log: Log, shard: number, on: string, targets: readonly string[]): void {
  const entries = follow(
    targets.map((target) => actOn(target)),
    log.heads.get(shard),
    {
      ...{ stage: 'dev', shard, nowMs: day(on) },
    },
  );
  log.items.push(...entries.map(toItem));
  log.heads.set(shard, toHead(entries.at(-1) as AuditEntry));
}

/** Signs the present heads. */
export function anchor(log: Log, on: string): void {
  const heads = [...log.heads].map(([shard, head]) => ({ shard, ...head }));
  const next = nextAnchor(log.anchors.at(-1), { stage: 'dev', nowMs: day(on), heads });
  log.anchors.push(next);
  log.files.set(anchorKey(next.number), signWith(next));
}

/** Returns the kinds and the places of all faults. */
export async function faultsOf(log: Log, nowMs?: number): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  const result = await verifyLog(readable(log), {
    stage: 'dev',
    isSigned,
    nowMs,
    onFault: (fault) => faults.push(fault),
  });
  expect(result.faults).toBe(faults.length);
  return faults;
}

function isSigned(text: string, signature: string): boolean {
  return verifySignature('sha256', Buffer.from(text), publicKey, Buffer.from(signature, 'base64'));
}

/** An item with another hash, as somebody who may write to the table computes it. */
export function rehash(item: StoredEntry, changes: Partial<StoredEntry>): StoredEntry {
  const changed = { ...item, ...changes };
  const hash = createHash('sha256').update(changed.prev, 'hex').update(changed.entry).digest('hex');
  return { ...changed, hash };
}

function readable({ items, heads, files }: Log): ReadableLog {
  return {
    partitions: async function* partitions() {
      for (const { pk } of items) yield pk;
    },
    itemsOf: async function* itemsOf(partition) {
      yield* items
        .filter(({ pk }) => pk === partition)
        .toSorted((one, other) => (one.sk < other.sk ? -1 : 1));
    },
    headOf: async (shard) => heads.get(shard),
    anchors: async function* anchors() {
      for (const [key, text] of [...files].toSorted(([one], [other]) => (one < other ? -1 : 1)))
        yield { key, text };
    },
  };
}
