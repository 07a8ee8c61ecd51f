import type {
  EventBridgeClient,
  PutEventsCommand,
  PutEventsRequestEntry,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { jest } from '@jest/globals';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { toStreamEvent } from '@tradepost/testing/stream';
import { publish, toBatches } from './publish.ts';
import { publishStream } from './publish-stream.ts';

// Full jitter, at its shortest: a spec need not wait.
beforeEach(() => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const event = (id: string, data: unknown = {}): CloudEvent => ({
  specversion: '1.0',
  id,
  source: 'tradepost.jars',
  type: 'JarOpened',
  subject: 'jar-1',
  time: '2026-01-01T12:00:00.000Z',
  correlationid: 'correlation-1',
  data,
});
const ids = (events: readonly CloudEvent[]) => events.map(({ id }) => id);
const numbered = (count: number) => Array.from({ length: count }, (_, index) => event(String(index)));

/** A bus at the seam of `send`, since a real one does not fail on demand. `refuses` is asked for each entry. */
function fakeBus(refuses: (id: string, request: number) => boolean = () => false) {
  const requests: (readonly PutEventsRequestEntry[])[] = [];
  const send = async ({ input }: PutEventsCommand) => {
    const entries = input.Entries ?? [];
    requests.push(entries);
    const results = entries.map(({ Detail }): PutEventsResultEntry => {
      const { id } = JSON.parse(Detail ?? '') as CloudEvent;
      return refuses(id, requests.length) ? { ErrorCode: 'ThrottlingException' } : { EventId: `bus-${id}` };
    });
    const FailedEntryCount = results.filter(({ ErrorCode }) => ErrorCode !== undefined).length;
    return { FailedEntryCount, Entries: results };
  };
  const sent = () =>
    requests.map((entries) => entries.map(({ Detail }) => (JSON.parse(Detail ?? '') as CloudEvent).id));
  return { bus: { client: { send } as unknown as EventBridgeClient, busName: 'a-bus' }, requests, sent };
}

describe('When events are batched', () => {
  it('puts at most ten into one, in their order', () => {
    const batches = toBatches(numbered(23));
    expect(batches.map(ids)).toEqual([
      ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      ['10', '11', '12', '13', '14', '15', '16', '17', '18', '19'],
      ['20', '21', '22'],
    ]);
  });

  it('keeps each below 256 KB, counted in UTF-8', () => {
    const sixtyKilobytes = 'ü'.repeat(30 * 1024);
    const events = numbered(10).map(({ id }) => event(id, sixtyKilobytes));
    const batches = toBatches(events);
    expect(batches.map((batch) => batch.length)).toEqual([4, 4, 2]);
    for (const batch of batches) expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThan(256 * 1024);
  });

  it('sends one that is larger on its own, for the bus to judge', () => {
    const batches = toBatches([event('small'), event('large', 'x'.repeat(300 * 1024)), event('next')]);
    expect(batches.map(ids)).toEqual([['small'], ['large'], ['next']]);
  });

  it('makes none of none', () => {
    expect(toBatches([])).toEqual([]);
  });
});

describe('When the bus takes all', () => {
  it('has each event once, as the detail, with its source and type alike', async () => {
    const { bus, requests } = fakeBus();
    expect(await publish(bus, [event('1', { coins: 5 })])).toEqual([]);
    expect(requests).toEqual([
      [
        {
          EventBusName: 'a-bus',
          Source: 'tradepost.jars',
          DetailType: 'JarOpened',
          Time: new Date('2026-01-01T12:00:00.000Z'),
          Detail: JSON.stringify(event('1', { coins: 5 })),
        },
      ],
    ]);
  });

  it('makes no request for no events', async () => {
    const { bus, requests } = fakeBus();
    expect(await publish(bus, [])).toEqual([]);
    expect(requests).toEqual([]);
  });
});

describe('When the bus refuses some', () => {
  it('sends just those again', async () => {
    const { bus, sent } = fakeBus((id, request) => ['1', '3'].includes(id) && request < 3);
    expect(await publish(bus, numbered(4))).toEqual([]);
    expect(sent()).toEqual([
      ['0', '1', '2', '3'],
      ['1', '3'],
      ['1', '3'],
    ]);
  });

  it('gives back those that it never takes, and sends the rest', async () => {
    const { bus, sent } = fakeBus((id) => id === '1');
    expect(ids(await publish(bus, numbered(12)))).toEqual(['1']);
    expect(
      sent()
        .flat()
        .filter((id) => id === '1'),
    ).toHaveLength(5);
    expect(sent().at(-1)).toEqual(['10', '11']);
  });

  it('takes an entry without an answer for one that was not taken', async () => {
    const client = { send: async () => ({ FailedEntryCount: 0, Entries: [] }) };
    const bus = { client: client as unknown as EventBridgeClient, busName: 'a-bus' };
    expect(ids(await publish(bus, numbered(2)))).toEqual(['0', '1']);
  });
});

describe('When the bus cannot be reached', () => {
  it('throws, for the stream to hand over all of it again', async () => {
    const client = { send: () => Promise.reject(new Error('no network')) };
    const bus = { client: client as unknown as EventBridgeClient, busName: 'a-bus' };
    await expect(publish(bus, numbered(1))).rejects.toThrow('no network');
  });
});

describe('When a stream is published', () => {
  const records = toStreamEvent([
    { newImage: { pk: 'jar#a', sk: 0, says: ['a1', 'a2'] } },
    { newImage: { pk: 'jar#b', sk: 0, says: [] } },
    { newImage: { pk: 'jar#c', sk: 0, says: ['c1'] } },
  ]).Records;

  const publishTo = ({ bus }: ReturnType<typeof fakeBus>) =>
    publishStream(
      () => bus,
      ({ newImage = {} }) => (newImage['says'] as string[]).map((id) => event(id)),
    );

  it('says what each record stands for, in one request', async () => {
    const fake = fakeBus();
    expect(await publishTo(fake)(records)).toEqual([]);
    expect(fake.sent()).toEqual([['a1', 'a2', 'c1']]);
  });

  it('gives back the records of which the bus did not take all, each once', async () => {
    const failing = fakeBus((id) => id !== 'c1');
    expect(await publishTo(failing)(records)).toEqual([records[0]]);
    expect(await publishTo(fakeBus((id) => id === 'c1'))(records)).toEqual([records[2]]);
  });
});
