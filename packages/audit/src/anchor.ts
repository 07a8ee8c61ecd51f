import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { canonicalJson } from './canonical-json.ts';
import { NO_HASH, order } from './entry.ts';

const head = z.strictObject({ shard: z.int(), chain: z.string(), seq: z.int(), hash: z.string() });

const anchor = z.strictObject({
  stage: z.string(),
  number: z.int(),
  at: z.iso.datetime(),
  heads: z.array(head),
  prev: z.string(),
});

/**
 * The heads of all shards at one time. A head fixes all entries of its shard before it, because each entry has the hash of the
 * previous one, over days. `prev` is the hash of the anchor before, so an anchor fixes all anchors before it.
 */
export type Anchor = z.infer<typeof anchor>;

const signedAnchor = z.strictObject({ anchor, signature: z.string() });

/** An anchor with its ECDSA signature (P-256, SHA-256, DER, in base64) over its canonical JSON. */
export type SignedAnchor = z.infer<typeof signedAnchor>;

/** Returns the text that is signed. */
export function anchorText(value: Anchor): string {
  return canonicalJson(value);
}

/** Returns the SHA-256 of an anchor in hexadecimal: the `prev` of the next one. */
export function anchorHash(value: Anchor): string {
  return createHash('sha256').update(anchorText(value)).digest('hex');
}

/** Returns the content of the object of an anchor. */
export function toAnchorFile(signed: SignedAnchor): string {
  return canonicalJson(signed);
}

/** @throws if the text is not the content of an object of an anchor */
export function parseAnchorFile(text: string): SignedAnchor {
  return signedAnchor.parse(JSON.parse(text));
}

/**
 * Returns the anchor that follows another one.
 *
 * @param last the last anchor; undefined for the first one
 */
export function nextAnchor(
  last: Anchor | undefined,
  {
    stage,
    nowMs,
    heads,
  }: { readonly stage: string; readonly nowMs: number; readonly heads: Anchor['heads'] },
): Anchor {
  return {
    ...{ stage, number: (last?.number ?? 0) + 1, at: new Date(nowMs).toISOString() },
    ...{ heads, prev: last === undefined ? NO_HASH : anchorHash(last) },
  };
}

/** Returns the shard whose head is before that of the last anchor, or is missing: its chain was cut. Undefined if there is none. */
export function setBackIn(last: Anchor | undefined, heads: Anchor['heads']): number | undefined {
  return (last?.heads ?? []).find((former) => {
    const present = heads.find(({ shard }) => shard === former.shard);
    return present === undefined || order(former, present) > 0;
  })?.shard;
}

/** Folder of all anchors in their bucket. */
export const ANCHORS = 'anchors/';

/** Anchors of one folder: `ListObjectsV2` returns at most 1,000 keys. */
const PER_FOLDER = 1_000;

/** Returns the folder of an anchor: `anchors/000001/`. */
function anchorFolder(number: number): string {
  return `${ANCHORS}${String(Math.floor(number / PER_FOLDER)).padStart(6, '0')}/`;
}

/** Returns the key of the object of an anchor: `anchors/000001/000001234.json`. */
export function anchorKey(number: number): string {
  return `${anchorFolder(number)}${String(number).padStart(9, '0')}.json`;
}
