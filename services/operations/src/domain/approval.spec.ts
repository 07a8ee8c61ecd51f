import { awaitsApproval, isExpired, rejectApproval } from './approval.ts';
import type { StoredReplay } from './stored-replay.ts';

const DAY_MS = 24 * 60 * 60_000;
const REQUESTED_MS = Date.parse('2026-01-01T12:00:00.000Z');
const stored: StoredReplay = {
  ...{ id: 'rpl_1', consumer: 'orders-product-changed', fingerprint: 'f' },
  ...{ from: '2026-01-01T10:00:00.000Z', to: '2026-01-01T11:00:00.000Z' },
  requestedAt: new Date(REQUESTED_MS).toISOString(),
};
const requested: StoredReplay = { ...stored, requestedBy: 'ada' };
const approved: StoredReplay = { ...requested, approvedBy: 'grace' };

it.each<[string, StoredReplay, string, number, string | undefined]>([
  ['another person, at once', requested, 'grace', 0, undefined],
  ['another person, after a day', requested, 'grace', DAY_MS, undefined],
  ['another person, after more than a day', requested, 'grace', DAY_MS + 1, 'APPROVAL_EXPIRED'],
  ['the person who requested it', requested, 'ada', 0, 'SECOND_PERSON_REQUIRED'],
  ['the person who approved it, again', approved, 'grace', DAY_MS + 1, undefined],
  ['a third person', approved, 'joan', 0, 'REPLAY_NOT_AWAITING_APPROVAL'],
  ['anyone, if it needs none', stored, 'grace', 0, 'REPLAY_NOT_AWAITING_APPROVAL'],
])('an approval by %s', (_by, replay, person, afterMs, code) => {
  expect(rejectApproval(replay, person, REQUESTED_MS + afterMs)?.code).toBe(code);
});

it('a replay awaits an approval until it has one or expires', () => {
  expect([stored, requested, approved].map(awaitsApproval)).toEqual([false, true, false]);
  const after = (ms: number) =>
    [stored, requested, approved].map((replay) => isExpired(replay, REQUESTED_MS + ms));
  expect([after(DAY_MS), after(DAY_MS + 1)]).toEqual([
    [false, false, false],
    [false, true, false],
  ]);
});
