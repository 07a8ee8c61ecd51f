import type {
  EventBridgeClient,
  PutEventsCommand,
  PutEventsRequestEntry,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { jest } from '@jest/globals';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { toStreamEvent } from '@tradepost/testing/stream';
import type { DynamoDBRecord } from 'aws-lambda';
import { publish, toBatches } from './publish.ts';
import { publishStream } from './publish-stream.ts';
import type { StreamRecord } from './stream-record.ts';

// Without jitter the retries do not wait.
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

/** A bus that responds to `send`. `errorOf` returns the error code of an entry, or `undefined` to accept it. */
function fakeBus(errorOf: (id: string, request: number) => string | undefined = () => undefined) {
  const requests: (readonly PutEventsRequestEntry[])[] = [];
  const send = async ({ input }: PutEventsCommand) => {
    const entries = input.Entries ?? [];
    requests.push(entries);
    const results = entries.map((entry): PutEventsResultEntry => {
      const ErrorCode = errorOf(idOf(entry), requests.length);
      return ErrorCode === undefined ? { EventId: `bus-${idOf(entry)}` } : { ErrorCode };
    });
    const FailedEntryCount = results.filter(({ ErrorCode }) => ErrorCode !== undefined).length;
    return { FailedEntryCount, Entries: results };
  };
  const sent = () => requests.map((entries) => entries.map(idOf));
  return { bus: busWith(send), requests, sent };
}

const busWith = (send: (command: PutEventsCommand) => Promise<unknown>) => ({
  client: { send } as unknown as EventBridgeClient,
  busName: 'a-bus',
});
const idOf = ({ Detail }: PutEventsRequestEntry) => (JSON.parse(Detail ?? '') as CloudEvent).id;
const refusedBy = async (bus: ReturnType<typeof busWith>, events: readonly CloudEvent[]) =>
  [...(await publish(bus, events))].map(([{ id }, error]) => [
    id,
    error.name,
    (error as { code?: string }).code,
  ]);

describe('toBatches', () => {
  it('puts at most ten events into a batch, in their order', () => {
    const batches = toBatches(numbered(23));
    expect(batches.map(ids)).toEqual([
      ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      ['10', '11', '12', '13', '14', '15', '16', '17', '18', '19'],
      ['20', '21', '22'],
    ]);
  });

  it('keeps each batch below 256 KB, counted in UTF-8', () => {
    const sixtyKilobytes = 'ü'.repeat(30 * 1024);
    const events = numbered(10).map(({ id }) => event(id, sixtyKilobytes));
    const batches = toBatches(events);
    expect(batches.map((batch) => batch.length)).toEqual([4, 4, 2]);
    for (const batch of batches) expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThan(256 * 1024);
  });

  it('puts a larger event into a separate batch', () => {
    const batches = toBatches([event('small'), event('large', 'x'.repeat(300 * 1024)), event('next')]);
    expect(batches.map(ids)).toEqual([['small'], ['large'], ['next']]);
  });

  it('returns no batches for no events', () => {
    expect(toBatches([])).toEqual([]);
  });
});

describe('publish', () => {
  it('sends each event once, with its source and type', async () => {
    const { bus, requests } = fakeBus();
    expect(await refusedBy(bus, [event('1', { coins: 5 })])).toEqual([]);
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

  it('sends no request for no events', async () => {
    const { bus, requests } = fakeBus();
    expect(await refusedBy(bus, [])).toEqual([]);
    expect(requests).toEqual([]);
  });

  it('sends again only the entries that were not accepted', async () => {
    const { bus, sent } = fakeBus((id, request) =>
      ['1', '3'].includes(id) && request < 3 ? 'InternalFailure' : undefined,
    );
    expect(await refusedBy(bus, numbered(4))).toEqual([]);
    expect(sent()).toEqual([
      ['0', '1', '2', '3'],
      ['1', '3'],
      ['1', '3'],
    ]);
  });

  it('returns the events that are not accepted after five attempts, and sends the rest', async () => {
    const { bus, sent } = fakeBus((id) => (id === '1' ? 'ThrottlingException' : undefined));
    expect(await refusedBy(bus, numbered(12))).toEqual([['1', 'NotPublishedError', 'ThrottlingException']]);
    expect(
      sent()
        .flat()
        .filter((id) => id === '1'),
    ).toHaveLength(5);
    expect(sent().at(-1)).toEqual(['10', '11']);
  });

  it.each(['MalformedDetail', 'NotAuthorizedForSourceException', 'InvalidArgument'])(
    'does not send an event again after %s',
    async (code) => {
      const { bus, sent } = fakeBus((id, request) =>
        id === '1' ? code : request === 1 ? 'InternalFailure' : undefined,
      );
      const refused = await publish(bus, numbered(3));
      expect([...refused.values()]).toEqual([expect.objectContaining({ code, isTransient: false })]);
      expect(sent()).toEqual([
        ['0', '1', '2'],
        ['0', '2'],
      ]);
    },
  );

  it('returns events that are never accepted beside those that may be accepted later', async () => {
    const codes: Readonly<Record<string, string>> = { '0': 'MalformedDetail', '1': 'ThrottlingException' };
    const { bus } = fakeBus((id) => codes[id]);
    expect(await refusedBy(bus, numbered(3))).toEqual([
      ['0', 'NotPublishedError', 'MalformedDetail'],
      ['1', 'NotPublishedError', 'ThrottlingException'],
    ]);
  });

  it('treats an entry without a result as not accepted', async () => {
    const bus = busWith(async () => ({ FailedEntryCount: 0, Entries: [] }));
    const refused = await publish(bus, numbered(2));
    expect([...refused.values()]).toEqual([
      expect.objectContaining({ isTransient: true }),
      expect.objectContaining({ isTransient: true }),
    ]);
  });

  it('returns all events of a request that failed, with its error', async () => {
    const error = Object.assign(new Error('no network'), { $metadata: {} });
    const refused = await publish(
      busWith(() => Promise.reject(error)),
      numbered(2),
    );
    expect([...refused.values()]).toEqual([error, error]);
  });

  it('sends the entries one by one if their request cannot be serialized', async () => {
    const { bus, sent } = fakeBus();
    const timeless = { ...event('1'), time: 'never' };
    const send = bus.client.send.bind(bus.client) as unknown as (
      command: PutEventsCommand,
    ) => Promise<unknown>;
    const strict = busWith(async (command) => {
      for (const { Time } of command.input.Entries ?? []) Time?.toISOString();
      return send(command);
    });
    expect(await refusedBy(strict, [event('0'), timeless, event('2')])).toEqual([
      ['1', 'RangeError', undefined],
    ]);
    expect(sent()).toEqual([['0'], ['2']]);
  });

  it('sends the entries one by one if their request is invalid', async () => {
    const large = event('large', 'x'.repeat(1024));
    const bus = busWith(async ({ input: { Entries = [] } }) => {
      if (Entries.some((entry) => idOf(entry) === 'large'))
        throw Object.assign(new Error('Total size of the entries'), { name: 'ValidationException' });
      return { Entries: Entries.map(() => ({ EventId: 'accepted' })) };
    });
    expect(await refusedBy(bus, [event('0'), large, event('2')])).toEqual([
      ['large', 'ValidationException', undefined],
    ]);
  });
});

describe('publishStream', () => {
  const recordOf = (jar: string, ...says: readonly string[]) => ({
    newImage: { pk: `jar#${jar}`, sk: 0, says },
  });
  const { Records: records } = toStreamEvent([
    recordOf('a', 'a1', 'a2'),
    recordOf('b'),
    recordOf('c', 'c1'),
    recordOf('a', 'a3'),
    recordOf('c', 'c2'),
  ]);

  const eventsOf = ({ newImage = {} }: StreamRecord) =>
    (newImage['says'] as string[]).map((id) => {
      if (id === 'unreadable') throw new Error('unknown event');
      return event(id);
    });
  const publishTo = async (
    { bus }: ReturnType<typeof fakeBus>,
    batch: readonly DynamoDBRecord[] = records,
    published: string[] = [],
  ) => {
    const collect = (events: readonly CloudEvent[]) => void published.push(...ids(events));
    const failures = await publishStream(() => bus, eventsOf, collect)(batch);
    return [...failures].map(([{ dynamodb }, error]) => [dynamodb?.SequenceNumber, error.message]);
  };

  it('publishes the events of one aggregate in sequence, and those of several aggregates together', async () => {
    const fake = fakeBus();
    expect(await publishTo(fake)).toEqual([]);
    expect(fake.sent()).toEqual([['a1', 'c1'], ['a2', 'c2'], ['a3']]);
  });

  it('publishes nothing of an aggregate after an event that was not accepted', async () => {
    const fake = fakeBus((id) => (id === 'a2' ? 'MalformedDetail' : undefined));
    const published: string[] = [];
    expect(await publishTo(fake, records, published)).toEqual([
      ['1', 'the event bus did not accept the event'],
      ['4', 'an earlier record of the aggregate was not published'],
    ]);
    expect(published).toEqual(['a1', 'c1', 'c2']);
  });

  it('fails a record whose events cannot be mapped, and the rest of its aggregate', async () => {
    const { Records } = toStreamEvent([
      recordOf('a', 'a1'),
      recordOf('a', 'unreadable'),
      recordOf('a', 'a2'),
      recordOf('b', 'b1'),
    ]);
    const fake = fakeBus();
    expect(await publishTo(fake, Records)).toEqual([
      ['2', 'unknown event'],
      ['3', 'an earlier record of the aggregate was not published'],
    ]);
    expect(fake.sent()).toEqual([['a1', 'b1']]);
  });
});
