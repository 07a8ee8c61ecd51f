import { toReplayed, toWanted } from './replayed.ts';

describe('toWanted', () => {
  it('returns the replay to start, or the id of the one to approve', () => {
    const consumer = 'orders-product-changed';
    expect(toWanted({ consumer, subject: 'prd_1' })).toEqual({ consumer, events: { subject: 'prd_1' } });
    expect(toWanted({ approve: 'rpl_1' })).toEqual({ approve: 'rpl_1' });
  });

  it.each([
    [{ subject: 'prd_1' }, '--consumer or --approve is required'],
    [{ approve: 'rpl_1', subject: 'prd_1' }, '--approve excludes --consumer, --from, --to and --subject'],
  ])('rejects %j', (options, reason) => {
    expect(() => toWanted(options)).toThrow(reason);
  });
});

describe('toReplayed', () => {
  it.each([
    [{ subject: 'prd_1' }, { subject: 'prd_1' }],
    [
      { from: '2026-11-24T10:00Z', to: '2026-11-24T12:00:00.5+01:00' },
      { fromMs: Date.UTC(2026, 10, 24, 10), toMs: Date.UTC(2026, 10, 24, 11, 0, 0, 500) },
    ],
  ])('returns for %j: %j', (options, events) => {
    expect(toReplayed(options)).toEqual(events);
  });

  it.each([
    [{}, 'either --from and --to, or --subject is required'],
    [{ subject: 'prd_1', from: '2026-11-24T10:00Z' }, 'either --from and --to, or --subject is required'],
    [{ to: '2026-11-24T10:00Z' }, '--from and --to need each other'],
    [
      { from: '2026-11-24T10:00Z', to: 'noon' },
      '--to must be a time such as 2026-11-24T10:00:00Z, not "noon"',
    ],
    [
      { from: '2026-11-24T10:00:00', to: '2026-11-24T11:00Z' },
      '--from must be a time such as 2026-11-24T10:00:00Z, not "2026-11-24T10:00:00"',
    ],
    [
      { from: '2026-11-24T10:00Z', to: '2026-11-24T10:00Z' },
      '--to 2026-11-24T10:00Z is not later than --from 2026-11-24T10:00Z',
    ],
  ])('rejects %j', (options, reason) => {
    expect(() => toReplayed(options)).toThrow(reason);
  });
});
