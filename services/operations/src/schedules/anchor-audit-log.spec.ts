import { type Anchor, anchorHash, type SignedAnchor } from '@tradepost/audit/anchor';
import { anchorAuditLog } from './anchor-audit-log.ts';

const NOW_MS = Date.parse('2026-11-30T12:00:00.000Z');
const head = (seq: number, shard = 3) => ({
  shard,
  chain: `prod/2026-11-30/${shard}`,
  seq,
  hash: `hash-${seq}`,
});

/** Runs the function once with these heads; `stored` has the anchors so far. */
async function run(heads: Anchor['heads'], stored: SignedAnchor[]) {
  const metrics = await anchorAuditLog({
    stage: 'prod',
    bucket: {
      last: async () => stored.at(-1),
      put: async (signed) => {
        stored.push(signed);
        return true;
      },
    },
    readHeads: async () => heads,
    sign: async (text) => `signature of ${text}`,
    nowMs: () => NOW_MS,
  });
  return metrics.map(({ name, value }) => [name, value]);
}

describe('anchorAuditLog', () => {
  it('stores the signed heads, and counts the anchor', async () => {
    const stored: SignedAnchor[] = [];
    expect(await run([head(2)], stored)).toEqual([['AuditAnchors', 1]]);
    expect(stored).toEqual([
      {
        anchor: {
          ...{ stage: 'prod', number: 1, at: '2026-11-30T12:00:00.000Z', heads: [head(2)] },
          prev: '0'.repeat(64),
        },
        signature: expect.stringMatching(/^signature of \{"at":"2026-11-30T12:00:00.000Z","heads":\[/),
      },
    ]);
  });

  it('follows the anchor before, also if no entry was added', async () => {
    const stored: SignedAnchor[] = [];
    await run([head(2)], stored);
    await run([head(2)], stored);
    const [first, second] = stored.map(({ anchor }) => anchor);
    expect(second).toMatchObject({ number: 2, prev: anchorHash(first as Anchor) });
  });

  it.each<[string, Anchor['heads']]>([
    ['is before that of the last anchor', [head(1), head(7, 4)]],
    ['is missing', [head(7, 4)]],
  ])('fails if a head %s', async (_what, heads) => {
    const stored: SignedAnchor[] = [];
    await run([head(2)], stored);
    await expect(run(heads, stored)).rejects.toThrow('the head of shard 3 is before that of anchor 1');
    expect(stored).toHaveLength(1);
  });
});
