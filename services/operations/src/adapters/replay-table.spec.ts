import { justWritten } from '@tradepost/testing/just-written';
import { createReplayTable } from './replay-table.ts';

const ID = 'rpl_01K00000000000000000000000';
const replay = {
  id: ID,
  consumer: 'orders-catalog',
  from: '2026-01-01T00:00:00.000Z',
  to: '2026-01-02T00:00:00.000Z',
  requestedAt: '2026-01-03T00:00:00.000Z',
  fingerprint: 'hash',
};

describe('a replay that was just requested', () => {
  it('is found', async () => {
    const client = justWritten({ pk: `replay#${ID}`, ...replay });
    expect(await createReplayTable({ client, tableName: 'replays' }).find(ID)).toEqual(replay);
  });
});
