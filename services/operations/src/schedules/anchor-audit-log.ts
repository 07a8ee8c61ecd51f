import { type Anchor, anchorText, nextAnchor, setBackIn } from '@tradepost/audit/anchor';
import type { AnchorBucket } from '@tradepost/audit/anchor-bucket';
import type { Sign } from '@tradepost/audit/anchor-key';
import { count, type Metric } from '@tradepost/lambda/log/metrics';
import { scheduled } from '@tradepost/lambda/messages/scheduled';
import { getAnchoring } from '../deps.ts';

export const handler = scheduled(() => anchorAuditLog(getAnchoring()));

export type AnchoringDeps = {
  readonly stage: string;
  readonly bucket: Pick<AnchorBucket, 'last' | 'put'>;
  readonly readHeads: () => Promise<Anchor['heads']>;
  readonly sign: Sign;
  readonly nowMs: () => number;
};

/**
 * Signs the heads of the audit log and stores them as the next anchor. If another run has stored it meanwhile, there is nothing to
 * do.
 *
 * @throws if a head is before that of the last anchor: entries were deleted
 */
export async function anchorAuditLog({
  stage,
  bucket,
  readHeads,
  sign,
  nowMs,
}: AnchoringDeps): Promise<readonly Metric[]> {
  const last = (await bucket.last())?.anchor;
  const heads = await readHeads();
  const shard = setBackIn(last, heads);
  if (shard !== undefined)
    throw new Error(`the head of shard ${shard} is before that of anchor ${last?.number}`);
  const anchor = nextAnchor(last, { stage, nowMs: nowMs(), heads });
  await bucket.put({ anchor, signature: await sign(anchorText(anchor)) });
  return [count('AuditAnchors')];
}
