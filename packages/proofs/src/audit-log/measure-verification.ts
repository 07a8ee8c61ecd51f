import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { BatchWriteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Anchor, anchorKey, anchorText, nextAnchor, toAnchorFile } from '@tradepost/audit/anchor';
import { SHARDS } from '@tradepost/audit/chain';
import { type AuditEntry, follow, type Head, toHead } from '@tradepost/audit/entry';
import { toHeadItem, toItem } from '@tradepost/audit/item';
import type { AnchorFile } from '@tradepost/audit/verify/check-anchors';
import { readTable } from '@tradepost/audit/verify/read-table';
import { verifyLog } from '@tradepost/audit/verify/verify-log';
import { mapConcurrent } from '@tradepost/lambda/map-concurrent';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';

const TABLE = 'tradepost-dev-operations-audit';
const START_MS = Date.parse('2026-01-01T00:00:00Z');
const HOUR_MS = 60 * 60 * 1_000;
/** Days over which the entries are spread, as those of a shop with some hundred acts a day. */
const DAYS = 200;
const PER_BATCH = 25;
const BATCHES_AT_ONCE = 8;
const BYTES_PER_MEGABYTE = 1_048_576;

type Measured = {
  readonly seconds: number;
  readonly faults: number;
  /** Largest resident memory of this process during the verification. */
  readonly megabytes: number;
};

/** Fills an audit log of so many entries and hourly anchors, and verifies it once. */
export async function measureVerification(entries: number): Promise<Measured> {
  const db = await startDynamoDb({ services: ['operations'] });
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  try {
    console.error(`filling ${entries} entries …`);
    const anchors = await fill(db, entries, (text) =>
      sign('sha256', Buffer.from(text), privateKey).toString('base64'),
    );
    console.error(`verifying, with ${anchors.length} anchors …`);
    let megabytes = 0;
    const startedMs = performance.now();
    const { faults } = await verifyLog(
      {
        ...readTable(db.documents, TABLE),
        anchors: async function* all() {
          yield* anchors;
        },
      },
      {
        ...{ stage: 'dev', nowMs: undefined },
        isSigned: (text, signature) =>
          verify('sha256', Buffer.from(text), publicKey, Buffer.from(signature, 'base64')),
        onFault: (fault) => console.error(fault),
        onProgress: () => {
          megabytes = Math.max(megabytes, Math.round(process.memoryUsage().rss / BYTES_PER_MEGABYTE));
        },
      },
    );
    return { faults, megabytes, seconds: (performance.now() - startedMs) / 1_000 };
  } finally {
    await db.stop();
  }
}

/** Writes the entries without transactions, which would take longer than their verification. */
async function fill(
  { documents }: DynamoDb,
  count: number,
  signText: (text: string) => string,
): Promise<readonly AnchorFile[]> {
  const heads = new Map<number, Head>();
  const files: AnchorFile[] = [];
  let last: Anchor | undefined;
  const perHour = Math.max(1, Math.ceil(count / (DAYS * 24)));
  for (let written = 0, hour = 0; written < count; hour += 1) {
    const nowMs = START_MS + hour * HOUR_MS;
    const batch = Array.from({ length: Math.min(perHour, count - written) }, (_none, place) => {
      const shard = (written + place) % SHARDS;
      const entry = follow([actOf(written + place)], heads.get(shard), { stage: 'dev', shard, nowMs })[0];
      heads.set(shard, toHead(entry as AuditEntry));
      return toItem(entry as AuditEntry);
    });
    const requests = Array.from({ length: Math.ceil(batch.length / PER_BATCH) }, (_none, place) =>
      batch.slice(place * PER_BATCH, (place + 1) * PER_BATCH),
    );
    await mapConcurrent(requests, BATCHES_AT_ONCE, (items) =>
      documents.send(
        new BatchWriteCommand({ RequestItems: { [TABLE]: items.map((Item) => ({ PutRequest: { Item } })) } }),
      ),
    );
    written += batch.length;
    const present = [...heads].map(([shard, head]) => ({ shard, ...head }));
    last = nextAnchor(last, { stage: 'dev', nowMs, heads: present });
    const signature = signText(anchorText(last));
    files.push({ key: anchorKey(last.number), text: toAnchorFile({ anchor: last, signature }) });
  }
  for (const [shard, head] of heads)
    await documents.send(new PutCommand({ TableName: TABLE, Item: toHeadItem(shard, head) }));
  return files;
}

function actOf(place: number) {
  return {
    ...{
      act: 'GrantChanged' as const,
      actor: '6f1c2a52-3c1b-4f0e-9a1d-0c0a5b1f7d10',
      correlationId: `cor_${place}`,
    },
    ...{
      target: `grants/person/${place % 1_000}`,
      reason: 'Support may cancel orders until the end of the sale.',
    },
    ...{ before: { groups: ['support'] }, after: { groups: ['support', 'finance'], version: place } },
  };
}
