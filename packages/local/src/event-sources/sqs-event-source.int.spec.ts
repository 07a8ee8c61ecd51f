import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import type { SQSEvent } from 'aws-lambda';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { type CallSqs, createCallSqs } from '../engines/call-sqs.ts';
import { createQueueSender } from '../eventbridge/queue-sender.ts';
import type { InvocationResult } from '../invocation.ts';
import type { EventSource } from './event-source.ts';
import { mappingOf } from './mapping.spec-kit.ts';
import { createSqsEventSource } from './sqs-event-source.ts';

const VISIBILITY_SECONDS = 1;
const OK: InvocationResult = { ok: true, payload: undefined };

let server: FauxqsServer;
let callSqs: CallSqs;
let queueUrl: string;
let queueArn: string;
let count = 0;
let sources: EventSource[];
let lines: string[];

beforeAll(async () => {
  server = await startFauxqs({ port: 0, listenHost: '127.0.0.1', host: '', logger: false });
  callSqs = createCallSqs(server);
});
afterAll(() => server.stop());
beforeEach(() => {
  count += 1;
  const attributes = { VisibilityTimeout: String(VISIBILITY_SECONDS) };
  ({ queueUrl, queueArn } = server.createQueue(`inbox-${count}`, { attributes }));
  sources = [];
  lines = [];
});
afterEach(async () => {
  for (const source of sources) await source.stop();
});

function open(
  handler: (bodies: string[], call: number) => InvocationResult | Promise<InvocationResult>,
  more: Partial<EventSourceMappingResource> = {},
) {
  const events: SQSEvent[] = [];
  const source = createSqsEventSource({
    mapping: mappingOf(queueArn, more),
    queueUrl,
    callSqs,
    invoke: async (_name, event) => {
      events.push(event as SQSEvent);
      return handler(
        (event as SQSEvent).Records.map((record) => record.body),
        events.length,
      );
    },
    region: 'us-east-1',
    log: (line) => lines.push(line),
  });
  source.start();
  sources.push(source);
  return { source, events, bodies: () => events.map(({ Records }) => Records.map((record) => record.body)) };
}

const send = (...bodies: string[]) => {
  for (const body of bodies) server.sendMessage(queueArn.split(':').at(-1) ?? '', body);
};

function left(): number {
  const { ready = [], inflight = [] } = server.inspectQueue(queueArn.split(':').at(-1) ?? '')?.messages ?? {};
  return ready.length + inflight.length;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 800 && !(await condition()); turn += 1) await sleep(5);
  expect(await condition()).toBe(true);
}

describe('an SQS event source', () => {
  it('invokes the function with messages in the format of Lambda, and deletes them', async () => {
    const client = new SQSClient({
      endpoint: `http://127.0.0.1:${server.port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: '{"a":1}',
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: 'test' },
          raw: { DataType: 'Binary', BinaryValue: Buffer.from('hi') },
        },
      }),
    );
    client.destroy();
    const { events } = open(() => OK);
    await until(() => events.length === 1);
    expect(events[0]?.Records).toEqual([
      {
        messageId: expect.any(String),
        receiptHandle: expect.any(String),
        body: '{"a":1}',
        attributes: expect.objectContaining({
          ApproximateReceiveCount: '1',
          SentTimestamp: expect.stringMatching(/^\d{13}$/u),
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/u),
        }),
        messageAttributes: {
          kind: { stringValue: 'test', stringListValues: [], binaryListValues: [], dataType: 'String' },
          raw: { binaryValue: 'aGk=', stringListValues: [], binaryListValues: [], dataType: 'Binary' },
        },
        md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/u),
        md5OfMessageAttributes: expect.any(String),
        eventSource: 'aws:sqs',
        eventSourceARN: queueArn,
        awsRegion: 'us-east-1',
      },
    ]);
    await until(() => left() === 0);
  });

  it('limits batches to the batch size', async () => {
    send('1', '2', '3', '4', '5');
    const { bodies } = open(() => OK, { batchSize: 2 });
    await until(() => bodies().flat().length === 5);
    expect(bodies().map((batch) => batch.length)).toEqual([2, 2, 1]);
  });

  it('combines several receives within the batching window', async () => {
    send(...Array.from({ length: 12 }, (_, index) => String(index)));
    const { bodies } = open(() => OK, { batchSize: 12, maximumBatchingWindowInSeconds: 2 });
    await until(() => bodies().length === 1);
    expect(bodies()[0]).toHaveLength(12);
  });

  it('limits the concurrent batches to maximumConcurrency', async () => {
    let running = 0;
    let most = 0;
    send(...Array.from({ length: 12 }, (_, index) => String(index)));
    const { bodies } = open(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await sleep(40);
        running -= 1;
        return OK;
      },
      { batchSize: 1, maximumConcurrency: 2 },
    );
    await until(() => bodies().length === 12);
    expect(most).toBe(2);
  });

  it('deletes messages that match no filter without an invocation', async () => {
    send('{"type":"A"}', '{"type":"B"}', 'text');
    const { bodies } = open(() => OK, { filters: [{ body: { type: ['A'] } }] });
    await until(() => left() === 0);
    expect(bodies()).toEqual([['{"type":"A"}']]);
  });
});

describe('a function that fails', () => {
  it('gets the messages again only after the visibility timeout', async () => {
    send('1', '2');
    const startedMs = Date.now();
    const { bodies } = open((_bodies, call) =>
      call === 1 ? { ok: false, error: { errorType: 'Error', errorMessage: 'no' } } : OK,
    );
    await until(() => bodies().flat().length === 4);
    expect(Date.now() - startedMs).toBeGreaterThanOrEqual(VISIBILITY_SECONDS * 1_000 - 50);
    await until(() => left() === 0);
    expect(lines).toEqual([`work from inbox-${count}: 2 messages failed: Error: no`]);
  });

  it('gets only the messages again that it reports as failed', async () => {
    send('1', '2', '3');
    let failed = '';
    const { events, bodies } = open(
      (_bodies, call) => {
        failed ||= events[0]?.Records.find((record) => record.body === '2')?.messageId ?? '';
        const payload = call === 1 ? { batchItemFailures: [{ itemIdentifier: failed }] } : {};
        return { ok: true, payload };
      },
      { reportBatchItemFailures: true },
    );
    await until(() => bodies().length === 2);
    expect(bodies()).toEqual([['1', '2', '3'], ['2']]);
    expect(events[1]?.Records[0]?.attributes.ApproximateReceiveCount).toBe('2');
    await until(() => left() === 0);
  });

  it('gets all messages again if its report is not valid', async () => {
    send('1', '2');
    const { bodies } = open(
      (_bodies, call) => ({ ok: true, payload: call === 1 ? { batchItemFailures: [{ id: 'x' }] } : null }),
      { reportBatchItemFailures: true },
    );
    await until(() => bodies().flat().length === 4);
    await until(() => left() === 0);
  });

  it('gets the messages again if it could not be invoked', async () => {
    send('1');
    const { bodies } = open((_bodies, call) => {
      if (call === 1) throw new Error('no worker');
      return OK;
    });
    await until(() => bodies().length === 2);
    expect(lines[0]).toContain('1 messages failed: Error: no worker');
  });
});

describe('a FIFO queue', () => {
  it('keeps the order of a group, and delivers a message only after the previous one has finished', async () => {
    const attributes = { FifoQueue: 'true', ContentBasedDeduplication: 'true', VisibilityTimeout: '5' };
    ({ queueUrl, queueArn } = server.createQueue(`ordered-${count}.fifo`, { attributes }));
    const sendToQueue = createQueueSender({ callSqs, queueUrlOf: () => queueUrl });
    await Promise.all(
      ['a1', 'b1', 'a2', 'a3', 'b2'].map((body) =>
        sendToQueue(queueArn, body, { messageGroupId: body.charAt(0) }),
      ),
    );
    const done: string[] = [];
    open(
      async (bodies) => {
        await sleep(30);
        done.push(...bodies);
        return OK;
      },
      { batchSize: 1 },
    );
    await until(() => done.length === 5);
    expect(done.filter((body) => body.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
    expect(done.filter((body) => body.startsWith('b'))).toEqual(['b1', 'b2']);
  });
});

describe('stopping an SQS event source', () => {
  it('waits for running batches and receives no more messages', async () => {
    send('1');
    let finished = false;
    const { source, bodies } = open(async () => {
      await sleep(100);
      finished = true;
      return OK;
    });
    await until(() => bodies().length === 1);
    await source.stop();
    expect(finished).toBe(true);
    expect(left()).toBe(0);
    send('2');
    await sleep(100);
    expect(bodies()).toHaveLength(1);
  });
});
