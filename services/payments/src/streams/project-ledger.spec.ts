import { toStreamEvent } from '@tradepost/testing/stream';
import { authorized, facts } from '../domain/payment.spec-kit.ts';
import { projectLedger } from './project-ledger.ts';

const at = '2026-03-01T09:00:00.000Z';

/** An item of the event store with the authorization of a payment. */
const itemOf = (id: string, amountMinor = facts.amount.amountMinor) => ({
  pk: `payment#${id}`,
  sk: 1,
  id,
  version: 1,
  at,
  actor: 'tradepost.orders',
  correlationId: 'cor_1',
  events: [{ ...authorized, amount: { ...facts.amount, amountMinor }, at }],
});
const { Records: records } = toStreamEvent(
  ['pay_1', 'pay_2', 'pay_3'].map((id) => ({ newImage: itemOf(id) })),
);
const [first, second, third] = records;

type LedgerDeps = Parameters<typeof projectLedger>[1];
let booked: [string, readonly string[]][];
/** Balances are the payments' own, but the first two share one; booking on `failing` fails. */
const depsWith = (failing?: string) =>
  ({
    loggerOf: () => ({ error: () => {} }),
    ledger: {
      balanceKeyOf: ({ paymentId }: { readonly paymentId: string }) => (paymentId === 'pay_3' ? 'b' : 'a'),
      book: async (key: string, entries: readonly { readonly entry: { readonly paymentId: string } }[]) => {
        if (key === failing) throw new Error('a conflict');
        booked.push([key, entries.map(({ entry }) => entry.paymentId)]);
      },
    },
  }) as unknown as LedgerDeps;

beforeEach(() => {
  booked = [];
});

describe('projectLedger', () => {
  it('books the entries of a balance together', async () => {
    expect(await projectLedger(records, depsWith())).toEqual(new Map());
    expect(booked).toEqual([
      ['a', ['pay_1', 'pay_2']],
      ['b', ['pay_3']],
    ]);
  });

  it('returns every record of a balance that could not be booked, and books the others', async () => {
    const failed = await projectLedger(records, depsWith('a'));
    expect([...failed.keys()]).toEqual([first, second]);
    expect([...failed.values()].map(({ message }) => message)).toEqual(['a conflict', 'a conflict']);
    expect(booked).toEqual([['b', ['pay_3']]]);
  });

  it('returns a record that cannot be parsed, and books the others', async () => {
    const [malformed] = toStreamEvent([
      { newImage: { ...itemOf('pay_4'), events: [{ type: 'Unknown', at }] } },
    ]).Records;
    const failed = await projectLedger(
      [malformed, third].flatMap((record) => record ?? []),
      depsWith(),
    );
    expect([...failed.keys()]).toEqual([malformed]);
    expect(booked).toEqual([['b', ['pay_3']]]);
  });

  it('ignores items that are no commits of a payment', async () => {
    const { Records } = toStreamEvent([{ newImage: { ...itemOf('pay_1'), pk: 'other#1' } }]);
    expect(await projectLedger(Records, depsWith())).toEqual(new Map());
    expect(booked).toEqual([]);
  });
});
