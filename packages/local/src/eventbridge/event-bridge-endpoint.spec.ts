import {
  DescribeReplayCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { type LocalServer, listenLocally } from '../gateway/http-server.ts';
import { readBody } from '../gateway/request-body.ts';
import { openStore } from '../store.ts';
import {
  ARCHIVE_ARN,
  BUS_ARN,
  QUEUE_ARN,
  queuesOnly,
  ruleOf,
  shopEvents,
  targetOf,
} from './event-bridge.spec-kit.ts';
import { createEventBridgeEndpoint } from './event-bridge-endpoint.ts';

const store = openStore(':memory:');
const sent: string[] = [];
const onPlaced = ruleOf([targetOf(QUEUE_ARN)]);
const endpoint = createEventBridgeEndpoint(
  shopEvents({
    store,
    rules: [onPlaced],
    targets: queuesOnly(async (_arn, body) => {
      sent.push(body);
    }),
    // Near the times of the events, which the archive would delete otherwise.
    clock: () => Date.parse('2026-01-05T10:00:00Z'),
  }),
);
let server: LocalServer;
let client: EventBridgeClient;

beforeAll(async () => {
  server = await listenLocally(0, async (request, response) => {
    const { status, headers, body } = await endpoint({
      headers: request.headers,
      body: await readBody(request, 100_000),
    });
    response.writeHead(status, headers).end(body);
  });
  client = new EventBridgeClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await server.stop();
  store.close();
});

describe('the EventBridge endpoint', () => {
  it('accepts events with the time that the SDK sends', async () => {
    const result = await client.send(
      new PutEventsCommand({
        Entries: [
          {
            Source: 'shop.orders',
            DetailType: 'OrderPlaced',
            Detail: '{"id":"ord_1"}',
            EventBusName: 'shop',
            Time: new Date('2026-01-05T10:00:00.000Z'),
            Resources: ['ord_1'],
          },
          { Source: 'shop.orders', DetailType: 'OrderPlaced', Detail: 'no', EventBusName: 'shop' },
        ],
      }),
    );
    expect(result.FailedEntryCount).toBe(1);
    expect(result.Entries).toEqual([
      { EventId: expect.any(String) },
      { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
    ]);
    expect(sent.map((body) => JSON.parse(body) as unknown)).toEqual([
      expect.objectContaining({
        time: '2026-01-05T10:00:00Z',
        resources: ['ord_1'],
        detail: { id: 'ord_1' },
      }),
    ]);
  });

  it('answers ValidationException if the whole request is refused', async () => {
    const call = client.send(new PutEventsCommand({ Entries: [] }));
    await expect(call).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('returns rules and targets', async () => {
    const { Rules } = await client.send(new ListRulesCommand({ EventBusName: 'shop', NamePrefix: 'on-' }));
    expect(Rules).toEqual([expect.objectContaining({ Name: 'on-placed', State: 'ENABLED' })]);
    const described = await client.send(new DescribeRuleCommand({ EventBusName: 'shop', Name: 'on-placed' }));
    expect(described.EventPattern).toBe('{"source":["shop.orders"]}');
    const { Targets } = await client.send(
      new ListTargetsByRuleCommand({ EventBusName: 'shop', Rule: 'on-placed' }),
    );
    expect(Targets).toEqual([
      {
        Id: 'one',
        Arn: QUEUE_ARN,
        RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 },
      },
    ]);
  });

  it('replays a period of an archive', async () => {
    const period = {
      ReplayName: 'again',
      EventSourceArn: ARCHIVE_ARN,
      EventStartTime: new Date('2026-01-05T10:00:00.000Z'),
      EventEndTime: new Date('2026-01-05T10:01:00.000Z'),
    };
    const Destination = {
      Arn: BUS_ARN,
      FilterArns: [onPlaced.arn],
    };
    await client.send(new StartReplayCommand({ ...period, Destination }));
    let replay = await client.send(new DescribeReplayCommand({ ReplayName: 'again' }));
    while (replay.State !== 'COMPLETED')
      replay = await client.send(new DescribeReplayCommand({ ReplayName: 'again' }));
    expect(replay).toMatchObject({
      ...period,
      Destination,
      EventLastReplayedTime: new Date('2026-01-05T10:00:00.000Z'),
      ReplayEndTime: expect.any(Date),
    });
    expect(JSON.parse(sent.at(-1) ?? '')).toMatchObject({ 'replay-name': 'again', detail: { id: 'ord_1' } });
    await expect(client.send(new DescribeReplayCommand({ ReplayName: 'none' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('answers ResourceNotFoundException or UnknownOperationException', async () => {
    await expect(client.send(new ListRulesCommand({ EventBusName: 'none' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(client.send(new PutRuleCommand({ Name: 'r' }))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: 'EventBridge.PutRule is not supported by the local cloud',
    });
  });
});
