import { setTimeout as wait } from 'node:timers/promises';
import { openStore } from '../store.ts';
import type { ReplayRecord } from './archive-store.ts';
import { ARCHIVE_ARN, BUS_ARN, queuesOnly, ruleOf, shopEvents, targetOf } from './event-bridge.spec-kit.ts';
import type { EventBridge } from './event-bridge.ts';

const T0_MS = Date.parse('2026-01-05T10:00:00Z');
const REQUEST = {
  name: 'again',
  archiveArn: ARCHIVE_ARN,
  busArn: BUS_ARN,
  ruleArns: ['arn:rule/inbox'],
  fromMs: T0_MS,
  toMs: T0_MS + 60_000,
};

const rule = (name: string) =>
  ruleOf([targetOf(`arn:aws:sqs:us-east-1:0:${name}`)], {
    ...{ name, arn: `arn:rule/${name}`, eventPattern: { 'detail-type': [{ prefix: 'Order' }] } },
  });

let sent: [string, { readonly id: string; readonly 'replay-name'?: string; readonly detail: object }][];
let store: ReturnType<typeof openStore>;
let nowMs: number;
/** Queues accept no messages until it resolves. */
let gate: Promise<void>;

const open = (): EventBridge =>
  shopEvents({
    store,
    rules: [rule('inbox'), rule('other')],
    targets: queuesOnly(async (arn, body) => {
      await gate;
      sent.push([arn.split(':').at(-1) ?? '', JSON.parse(body)]);
    }),
    clock: () => nowMs,
  });

async function put(bridge: EventBridge, second: number, more: object = {}): Promise<void> {
  await bridge.putEvents([
    {
      Source: 'shop.orders',
      DetailType: 'OrderPlaced',
      Detail: JSON.stringify({ second }),
      EventBusName: 'shop',
      Time: T0_MS / 1_000 + second,
      ...more,
    },
  ]);
}

async function ended(bridge: EventBridge, name: string): Promise<ReplayRecord> {
  for (let look = 0; look < 200; look += 1) {
    const replay = bridge.replays.find(name);
    if (replay?.endedMs !== undefined) return replay;
    await wait(5);
  }
  throw new Error(`replay ${name} did not end`);
}

function shut(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = promise;
  return resolve;
}

beforeEach(() => {
  [sent, store, nowMs, gate] = [[], openStore(':memory:'), T0_MS + 3_600_000, Promise.resolve()];
});
afterEach(() => store.close());

describe('a replay', () => {
  it('delivers the events of its period only to the rules that it names', async () => {
    const bridge = open();
    for (const second of [-1, 0, 59, 60]) await put(bridge, second);
    await put(bridge, 30, { DetailType: 'PaymentCaptured' });
    const first = sent.filter(([queue]) => queue === 'inbox').map(([, event]) => event);
    sent = [];
    bridge.replays.start(REQUEST);
    expect(await ended(bridge, 'again')).toMatchObject({
      state: 'COMPLETED',
      position: { timeMs: T0_MS + 59_000 },
    });
    expect(sent).toEqual(
      [first[1], first[2]].map((event) => ['inbox', { ...event, 'replay-name': 'again' }]),
    );
  });

  it('delivers events to all rules if it names none', async () => {
    const bridge = open();
    await put(bridge, 5);
    sent = [];
    bridge.replays.start({ ...REQUEST, ruleArns: [] });
    await ended(bridge, 'again');
    expect(sent.map(([queue]) => queue).toSorted()).toEqual(['inbox', 'other']);
  });

  it('delivers more than one page of events, and does not archive them again', async () => {
    const bridge = open();
    for (let index = 0; index < 120; index += 1) await put(bridge, index % 60);
    sent = [];
    bridge.replays.start(REQUEST);
    await ended(bridge, 'again');
    bridge.replays.start({ ...REQUEST, name: 'once-more' });
    await ended(bridge, 'once-more');
    expect(sent).toHaveLength(240);
  });

  it('continues after a stop', async () => {
    const bridge = open();
    await put(bridge, 5);
    sent = [];
    const release = shut();
    bridge.replays.start(REQUEST);
    const stopped = bridge.stop();
    release();
    await stopped;
    expect(bridge.replays.find('again')?.state).not.toBe('COMPLETED');
    const next = open();
    next.start();
    await ended(next, 'again');
    await next.stop();
    expect(sent.map(([queue]) => queue)).toContain('inbox');
  });

  it('does not deliver events past the retention of the archive', async () => {
    const bridge = open();
    await put(bridge, 5);
    sent = [];
    nowMs = T0_MS + 31 * 24 * 3_600_000;
    const later = open();
    later.start();
    later.replays.start(REQUEST);
    await ended(later, 'again');
    await later.stop();
    expect(sent).toEqual([]);
  });
});

describe('an invalid replay', () => {
  it.each([
    ['an invalid name', { name: 'two words' }, 'ValidationException'],
    ['an unknown archive', { archiveArn: 'arn:none' }, 'ResourceNotFoundException'],
    ['another bus than that of the archive', { busArn: 'arn:none' }, 'ValidationException'],
    ['an end that is not after the start', { toMs: T0_MS }, 'ValidationException'],
  ])('throws for %s', (_what, wrong, code) => {
    expect(() => open().replays.start({ ...REQUEST, ...wrong })).toThrow(
      expect.objectContaining({ name: code }),
    );
  });

  it('throws for a name in use, and for too many at a time', async () => {
    const bridge = open();
    await put(bridge, 5);
    const release = shut();
    for (let index = 0; index < 10; index += 1) bridge.replays.start({ ...REQUEST, name: `replay-${index}` });
    const start = (name: string) => () => bridge.replays.start({ ...REQUEST, name });
    expect(start('replay-0')).toThrow(expect.objectContaining({ name: 'ResourceAlreadyExistsException' }));
    expect(start('replay-10')).toThrow(expect.objectContaining({ name: 'LimitExceededException' }));
    release();
    await bridge.stop();
  });
});
