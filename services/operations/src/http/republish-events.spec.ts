import type { Act } from '@tradepost/contracts/audit/acts';
import { republishEvents } from './republish-events.ts';

const FOUND = {
  versions: { first: 0, last: 1 },
  events: [{ id: 'ord_1/1/0', type: 'OrderConfirmed', version: 1, time: '2026-01-01T00:00:00.000Z' }],
  published: 0,
};

describe('republishEvents', () => {
  const requestOf = (dryRun: boolean) =>
    ({
      body: { service: 'orders', aggregateId: 'ord_1', fromVersion: 1, dryRun },
      caller: { id: 'ada' },
      correlationId: 'cor_1',
    }) as unknown as Parameters<typeof republishEvents>[0];
  const PROOF = { proof: 'recorded' };
  const deps = (record = async (): Promise<unknown> => PROOF) => {
    const recorded: Act[] = [];
    const requests: unknown[] = [];
    return {
      recorded,
      requests,
      audit: {
        record: async (...acts: readonly Act[]) => {
          recorded.push(...acts);
          return record();
        },
      } as never,
      republish: async (_service: string, { dryRun }: { readonly dryRun?: boolean | undefined }) => {
        requests.push(dryRun);
        return { ...FOUND, published: dryRun ? 0 : 1 };
      },
    };
  };

  it('lists the events in a dry run, and records nothing', async () => {
    const given = deps();
    expect(await republishEvents(requestOf(true), given)).toEqual({
      ...{ body: FOUND, recorded: { notAnAct: 'nothing is published' } },
    });
    expect(given).toMatchObject({ recorded: [], requests: [true] });
  });

  it('records who publishes which events before it publishes them', async () => {
    const given = deps();
    expect(await republishEvents(requestOf(false), given)).toEqual({
      ...{ body: { ...FOUND, published: 1 }, recorded: PROOF },
    });
    expect(given.requests).toEqual([true, false]);
    const republication = { service: 'orders', aggregateId: 'ord_1', fromVersion: 1, dryRun: false };
    expect(given.recorded).toEqual([
      {
        ...{ act: 'EventsRepublished', target: 'republications/orders/ord_1', after: republication },
        ...{ actor: 'ada', correlationId: 'cor_1' },
      },
    ]);
  });

  it('publishes nothing if the republication cannot be recorded', async () => {
    const given = deps(() => Promise.reject(new Error('no network')));
    await expect(republishEvents(requestOf(false), given)).rejects.toThrow('no network');
    expect(given.requests).toEqual([true]);
  });
});
