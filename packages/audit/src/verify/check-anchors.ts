import {
  type Anchor,
  anchorHash,
  anchorKey,
  anchorText,
  parseAnchorFile,
  type SignedAnchor,
  setBackIn,
  toAnchorFile,
} from '../anchor.ts';
import { NO_HASH } from '../entry.ts';
import type { AnchoredHashes } from './check-entries.ts';
import type { Fault } from './fault.ts';

/** An object of the bucket of anchors. */
export type AnchorFile = {
  readonly key: string;
  /** Content of its first version. */
  readonly text: string;
  /** True if it has other versions, or was deleted. Object Lock keeps the first version. */
  readonly isReplaced?: boolean;
};

/** Two runs of the function that writes anchors, once an hour, and one that is late. */
const OVERDUE_AFTER_MS = 2 * 60 * 60 * 1_000;

type Checked = {
  readonly hashes: AnchoredHashes;
  readonly anchors: number;
  /** Time of the last anchor. RFC 3339, UTC. */
  readonly lastAt: string | undefined;
};

/**
 * Checks anchors and returns the hashes that they name. Its memory grows with the heads that changed between anchors.
 *
 * @param files all objects, in the order of their keys
 * @param isSigned returns true if the signature of a text is by the key of the stage
 * @param nowMs the clock; undefined where anchors are not written all the time, as on a laptop
 */
export async function checkAnchors(
  files: AsyncIterable<AnchorFile>,
  {
    stage,
    isSigned,
    nowMs,
    report,
  }: {
    readonly stage: string;
    readonly isSigned: (text: string, signature: string) => boolean;
    readonly nowMs: number | undefined;
    readonly report: (fault: Fault) => void;
  },
): Promise<Checked> {
  const hashes: AnchoredHashes = new Map();
  let last: Anchor | undefined;
  let anchors = 0;
  for await (const { key, text, isReplaced = false } of files) {
    const fault = (kind: Fault['kind']) => report({ kind, place: key });
    anchors += 1;
    if (isReplaced) fault('anchor-replaced');
    const signed = parse(text);
    if (signed === undefined || signed.anchor.stage !== stage) {
      fault('anchor-malformed');
      continue;
    }
    const { anchor, signature } = signed;
    // An anchor that is not signed proves nothing about entries.
    if (!isSigned(anchorText(anchor), signature)) {
      fault('anchor-unsigned');
      continue;
    }
    if (anchorKey(anchor.number) !== key) fault('anchor-moved');
    if (anchor.number !== (last?.number ?? 0) + 1) fault('anchor-missing');
    else if (anchor.prev !== (last === undefined ? NO_HASH : anchorHash(last))) fault('anchor-link-broken');
    if (setBackIn(last, anchor.heads) !== undefined) fault('anchor-set-back');
    for (const { chain, seq, hash } of anchor.heads) addHash(hashes, chain, seq, hash);
    last = anchor;
  }
  if (nowMs !== undefined && (last === undefined || nowMs - Date.parse(last.at) > OVERDUE_AFTER_MS))
    report({ kind: 'anchor-overdue', place: last === undefined ? 'anchors' : anchorKey(last.number) });
  return { hashes, anchors, lastAt: last?.at };
}

function parse(text: string): SignedAnchor | undefined {
  try {
    const signed = parseAnchorFile(text);
    return toAnchorFile(signed) === text ? signed : undefined;
  } catch {
    return undefined;
  }
}

function addHash(hashes: AnchoredHashes, chain: string, seq: number, hash: string): void {
  const ofChain = hashes.get(chain) ?? new Map<number, string>();
  hashes.set(chain, ofChain.set(seq, hash));
}
