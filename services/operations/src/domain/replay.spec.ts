import { type ArchiveReplay, toReplay } from './replay.ts';
import type { StoredReplay } from './stored-replay.ts';

const REQUESTED_AT = '2026-01-02T00:00:00.000Z';
const SOON_MS = Date.parse(REQUESTED_AT) + 1_000;
const LATER_MS = Date.parse(REQUESTED_AT) + 3_600_000;
const FROM = '2026-01-01T12:00:00.000Z';
const period: StoredReplay = {
  id: 'rpl_01JD3XK8WQ4N6T2B9V5M7R0C1E',
  consumer: 'orders-product-changed',
  from: FROM,
  to: '2026-01-01T12:10:00.000Z',
  requestedAt: REQUESTED_AT,
  fingerprint: 'f',
};
const { from: _from, to: _to, ...rest } = period;
const aggregate: StoredReplay = { ...rest, subject: 'prd_1' };
const minute = (minutes: number) => Date.parse(FROM) + minutes * 60_000;

it.each<[string, ArchiveReplay | undefined, number, object]>([
  ['is starting', { state: 'STARTING' }, LATER_MS, { status: 'running', percent: 0 }],
  [
    'is half-way',
    { state: 'RUNNING', lastReplayedMs: minute(5) },
    LATER_MS,
    { status: 'running', percent: 50 },
  ],
  [
    'has replayed an event of the second before it',
    { state: 'RUNNING', lastReplayedMs: minute(-1) },
    LATER_MS,
    { status: 'running', percent: 0 },
  ],
  [
    'has its last event early',
    { state: 'COMPLETED', lastReplayedMs: minute(1) },
    LATER_MS,
    { status: 'completed', percent: 100 },
  ],
  [
    'failed',
    { state: 'FAILED', reason: 'no rule', lastReplayedMs: minute(1) },
    LATER_MS,
    { status: 'failed', percent: 10, reason: 'no rule' },
  ],
  ['was cancelled', { state: 'CANCELLED' }, LATER_MS, { status: 'failed', percent: 0, reason: 'cancelled' }],
  ['EventBridge does not have yet', undefined, SOON_MS, { status: 'running', percent: 0 }],
  [
    'EventBridge does not have any more',
    undefined,
    LATER_MS,
    { status: 'failed', percent: 0, reason: expect.stringContaining('never started') },
  ],
])('toReplay returns the progress of a period that %s', (_what, archived, nowMs, expected) => {
  expect(toReplay(period, archived, nowMs)).toEqual({ ...withoutFingerprint(period), ...expected });
});

it.each<[string, StoredReplay, number, object]>([
  ['is delivered', { ...aggregate, events: 3 }, LATER_MS, { status: 'completed', percent: 100 }],
  ['is being delivered', aggregate, SOON_MS, { status: 'running', percent: 0 }],
  [
    'was not delivered in time',
    aggregate,
    LATER_MS,
    { status: 'failed', percent: 0, reason: expect.stringContaining('the request ended') },
  ],
])('toReplay returns the progress of an aggregate that %s', (_what, stored, nowMs, expected) => {
  expect(toReplay(stored, undefined, nowMs)).toEqual({ ...withoutFingerprint(stored), ...expected });
});

function withoutFingerprint({ fingerprint: _fingerprint, ...told }: StoredReplay): object {
  return told;
}
