import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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
import { openStore } from '../store.ts';
import { createEventBridge } from './event-bridge.ts';
import { createEventBridgeEndpoint } from './event-bridge-endpoint.ts';

const store = openStore(':memory:');
const sent: string[] = [];
const endpoint = createEventBridgeEndpoint(
  createEventBridge({
    buses: [
      { service: 'p', logicalId: 'Bus', name: 'shop', arn: 'arn:aws:events:us-east-1:0:event-bus/shop' },
    ],
    archives: [
      {
        service: 'p',
        logicalId: 'Archive',
        name: 'shop',
        arn: 'arn:aws:events:us-east-1:0:archive/shop',
        busArn: 'arn:aws:events:us-east-1:0:event-bus/shop',
        retentionDays: 0,
      },
    ],
    rules: [
      {
        service: 'orders',
        logicalId: 'OnPlaced',
        name: 'on-placed',
        arn: 'arn:aws:events:us-east-1:0:rule/shop/on-placed',
        eventBusName: 'shop',
        enabled: true,
        eventPattern: { source: ['shop.orders'] },
        targets: [
          {
            id: 'inbox',
            arn: 'arn:aws:sqs:us-east-1:0:inbox',
            retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 60 },
          },
        ],
      },
    ],
    targets: {
      sendToQueue: async (_arn, body) => {
        sent.push(body);
      },
      invokeFunction: async () => ({ ok: true, payload: null }),
      startExecution: async () => {},
    },
    store,
    region: 'us-east-1',
    accountId: '0',
    log: () => {},
  }),
);

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    endpoint({ headers: request.headers, body: Buffer.concat(chunks) })
      .then(({ status, headers, body }) => response.writeHead(status, headers).end(body))
      .catch((error: unknown) => response.destroy(error as Error));
  });
});
let client: EventBridgeClient;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new EventBridgeClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});
afterAll(() => {
  client.destroy();
  server.close();
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
        Id: 'inbox',
        Arn: 'arn:aws:sqs:us-east-1:0:inbox',
        RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 60 },
      },
    ]);
  });

  it('replays a period of an archive', async () => {
    const period = {
      ReplayName: 'again',
      EventSourceArn: 'arn:aws:events:us-east-1:0:archive/shop',
      EventStartTime: new Date('2026-01-05T10:00:00.000Z'),
      EventEndTime: new Date('2026-01-05T10:01:00.000Z'),
    };
    const Destination = {
      Arn: 'arn:aws:events:us-east-1:0:event-bus/shop',
      FilterArns: ['arn:aws:events:us-east-1:0:rule/shop/on-placed'],
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
