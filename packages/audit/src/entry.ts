import { createHash } from 'node:crypto';
import { ACT_NAMES, type Act } from '@tradepost/contracts/audit/acts';
import * as z from 'zod/mini';
import { canonicalJson } from './canonical-json.ts';
import { chainName, dayOf } from './chain.ts';

const json = z.record(z.string(), z.unknown());

/** The part of an entry that its hash covers beside `prev`. */
const content = z.strictObject({
  chain: z.string(),
  seq: z.int(),
  at: z.iso.datetime(),
  actor: z.string(),
  act: z.enum(ACT_NAMES),
  target: z.string(),
  reason: z.optional(z.string()),
  before: z.optional(json),
  after: z.optional(json),
  correlationId: z.string(),
});
type Content = z.infer<typeof content>;

/** An entry of the audit log. */
export type AuditEntry = Content & {
  /** Hash of the previous entry of the chain; for the first one, of the last entry of the shard's previous chain. */
  readonly prev: string;
  /** SHA-256 of the bytes of `prev` and the canonical JSON of the entry without `prev` and `hash`, in hexadecimal. */
  readonly hash: string;
};

/** Place of the last entry of a shard, and its hash. */
export type Head = { readonly chain: string; readonly seq: number; readonly hash: string };

/** Hash before the first entry of a shard. */
export const NO_HASH = '0'.repeat(64);

/**
 * Returns the entries of acts that follow a head, linked to it and to each other. The first entry of a day begins a chain, with
 * the last hash of the chain before. A clock that is behind midnight never goes back to the former day's chain.
 *
 * @param acts at least one
 * @param head the last entry of the shard; undefined if it has none
 */
export function follow(
  acts: readonly Act[],
  head: Head | undefined,
  { stage, shard, nowMs }: { readonly stage: string; readonly shard: number; readonly nowMs: number },
): readonly AuditEntry[] {
  const at = new Date(nowMs).toISOString();
  const today = at.slice(0, 10);
  const isNewDay = head === undefined || dayOf(head.chain) < today;
  const chain = isNewDay ? chainName({ stage, day: today, shard }) : head.chain;
  const entries: AuditEntry[] = [];
  let [seq, prev] = [isNewDay ? 0 : head.seq, head?.hash ?? NO_HASH];
  for (const act of acts) {
    seq += 1;
    const text = toText({ ...act, chain, seq, at });
    const hash = hashOf(prev, text);
    entries.push({ ...toContent(text), prev, hash });
    prev = hash;
  }
  return entries;
}

/** Returns the canonical JSON of an entry without `prev` and `hash`. */
export function toText(entry: Act & Pick<Content, 'chain' | 'seq' | 'at'>): string {
  const { chain, seq, at, actor, act, target, reason, before, after, correlationId } = entry;
  return canonicalJson({ chain, seq, at, actor, act, target, reason, before, after, correlationId });
}

/** @throws if the text is not the JSON of an entry */
export function toContent(text: string): Content {
  return content.parse(JSON.parse(text));
}

/** Returns SHA-256(prev ‖ text) in hexadecimal. `prev` is hexadecimal, and its bytes are hashed. */
export function hashOf(prev: string, text: string): string {
  return createHash('sha256').update(prev, 'hex').update(text, 'utf8').digest('hex');
}

/** Returns the head that an entry is. */
export function toHead({ chain, seq, hash }: AuditEntry): Head {
  return { chain, seq, hash };
}

/** Returns a negative number, 0 or a positive one, if the first place comes before, at or after the second. */
export function order(one: Omit<Head, 'hash'>, other: Omit<Head, 'hash'>): number {
  if (one.chain !== other.chain) return one.chain < other.chain ? -1 : 1;
  return one.seq - other.seq;
}
