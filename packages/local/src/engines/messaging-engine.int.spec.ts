import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type MessagingEngine, startMessagingEngine } from './messaging-engine.ts';

const REGION = 'us-east-1';
const arnOf = (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`;
const declared = {
  queues: [
    {
      ...{ service: 's', logicalId: 'Inbox', queueName: 'inbox', arn: arnOf('inbox') },
      attributes: {
        VisibilityTimeout: '1',
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf('dead'), maxReceiveCount: 2 }),
      },
    },
    { service: 's', logicalId: 'Dead', queueName: 'dead', arn: arnOf('dead'), attributes: {} },
  ],
  topics: [
    {
      service: 's',
      logicalId: 'Topic',
      topicName: 'topic',
      arn: 'arn:aws:sns:us-east-1:000000000000:topic',
      attributes: {},
    },
  ],
  subscriptions: [
    {
      ...{ service: 's', logicalId: 'Subscription', topicArn: 'arn:aws:sns:us-east-1:000000000000:topic' },
      ...{ protocol: 'sqs', endpoint: arnOf('inbox') },
      attributes: { RawMessageDelivery: 'true', FilterPolicy: '{"kind":["wanted"]}' },
    },
  ],
  buckets: [],
};

describe('the messaging engine', () => {
  let dataDir: string;
  let engine: MessagingEngine;

  const start = async (): Promise<void> => {
    engine = await startMessagingEngine({ dataDir, region: REGION });
    engine.declare(declared);
  };
  const send = (body: string) =>
    engine.sqs.send(new SendMessageCommand({ QueueUrl: engine.queueUrl(arnOf('inbox')), MessageBody: body }));
  const receive = async (queue = 'inbox', client = engine.sqs, waitSeconds = 0) => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: engine.queueUrl(arnOf(queue)),
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    );
    return Messages;
  };

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'messaging-'));
    await start();
  });
  afterEach(async () => {
    await engine.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('returns the same to the SDK over HTTP and to the in-process client', async () => {
    const client = new SQSClient({
      endpoint: engine.endpoint,
      region: REGION,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    const MessageAttributes = { bytes: { DataType: 'Binary', BinaryValue: Buffer.from([1, 2, 3]) } };
    const QueueUrl = engine.queueUrl(arnOf('inbox'));
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'from outside', MessageAttributes }));
    const [outside] = await receive();
    await engine.sqs.send(
      new SendMessageCommand({ QueueUrl, MessageBody: 'from inside', MessageAttributes }),
    );
    const [inside] = await receive('inbox', client);
    expect([outside?.Body, inside?.Body]).toEqual(['from outside', 'from inside']);
    expect(Buffer.from(outside?.MessageAttributes?.['bytes']?.BinaryValue ?? [])).toEqual(
      Buffer.from([1, 2, 3]),
    );
    expect(Buffer.from(inside?.MessageAttributes?.['bytes']?.BinaryValue ?? [])).toEqual(
      Buffer.from([1, 2, 3]),
    );
    expect(inside?.MD5OfMessageAttributes).toBe(outside?.MD5OfMessageAttributes);
    client.destroy();
  });

  it('accepts every character that SQS accepts, and no other', async () => {
    const letters = 'a\té漢🐍\u{10fffd}\ufffd';
    await send(letters);
    expect((await receive()).map(({ Body }) => Body)).toEqual([letters]);
    for (const body of ['\u0001', '\uffff', '\ud800']) {
      await expect(send(body)).rejects.toMatchObject({ name: 'InvalidMessageContents' });
    }
  });

  it('redelivers a message after its visibility time-out, and then moves it to the dead-letter queue', async () => {
    await send('one');
    expect(await receive()).toHaveLength(1);
    expect(await receive()).toHaveLength(0);
    const [again] = await receive('inbox', engine.sqs, 2);
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
    await receive('inbox', engine.sqs, 2);
    expect((await receive('dead')).map(({ Body }) => Body)).toEqual(['one']);
  });

  it('redelivers a message at once if its visibility time-out is set to 0', async () => {
    await send('one');
    const [first] = await receive();
    const QueueUrl = engine.queueUrl(arnOf('inbox'));
    const ReceiptHandle = first?.ReceiptHandle;
    await engine.sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
    );
    expect(await receive()).toHaveLength(1);
  });

  it('delivers the messages of a topic that match the filter policy of a subscription', async () => {
    const topicArn = 'arn:aws:sns:us-east-1:000000000000:topic';
    const kind = (value: string) => ({
      MessageAttributes: { kind: { DataType: 'String', StringValue: value } },
    });
    await engine.publish(topicArn, 'not this', kind('other'));
    const { messageId } = await engine.publish(topicArn, 'this', kind('wanted'));
    expect(messageId).not.toBe('');
    expect((await receive()).map(({ Body }) => Body)).toEqual(['this']);
  });

  it('leaves a message in the queue when a long poll is aborted', async () => {
    const controller = new AbortController();
    const polling = engine.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: engine.queueUrl(arnOf('inbox')), WaitTimeSeconds: 5 }),
      { abortSignal: controller.signal },
    );
    controller.abort();
    await expect(polling).rejects.toMatchObject({ name: 'AbortError' });
    await send('later');
    expect(await receive()).toHaveLength(1);
  });

  it('throws QueueDoesNotExist for an unknown queue', async () => {
    expect(() => engine.queueUrl(arnOf('nowhere'))).toThrow(
      expect.objectContaining({ name: 'QueueDoesNotExist' }),
    );
    const sending = new SendMessageCommand({
      QueueUrl: `${engine.endpoint}/000000000000/nowhere`,
      MessageBody: 'x',
    });
    await expect(engine.sqs.send(sending)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });

  it('accepts a command whose class has another name, as in minified code', async () => {
    class A extends SendMessageCommand {}
    await engine.sqs.send(new A({ QueueUrl: engine.queueUrl(arnOf('inbox')), MessageBody: 'minified' }));
    expect((await receive()).map(({ Body }) => Body)).toEqual(['minified']);
    const other = new ListQueuesCommand({});
    await expect(engine.sqs.send(other)).rejects.toThrow('does not support ListQueuesCommand');
  });

  it('keeps pending and in-flight messages over a restart, and applies changes of the template', async () => {
    await send('received');
    const [received] = await receive();
    await send('waiting');
    await engine.stop();
    engine = await startMessagingEngine({ dataDir, region: REGION });
    const [inbox, dead] = declared.queues;
    const changed = { ...inbox, attributes: { ...inbox?.attributes, VisibilityTimeout: '2' } };
    const notes = engine.declare({
      ...declared,
      queues: [changed as (typeof declared.queues)[0]],
      subscriptions: [],
    });
    expect(notes).toEqual([expect.stringContaining(dead?.queueName ?? '')]);
    expect((await receive()).map(({ Body }) => Body)).toEqual(['waiting']);
    const QueueUrl = engine.queueUrl(arnOf('inbox'));
    await engine.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: received?.ReceiptHandle }));
    expect(await receive('inbox', engine.sqs, 1)).toEqual([]);
  });

  it('redelivers at once the messages that an ended process had received', async () => {
    await send('received');
    await receive();
    await engine.stop();
    await start();
    expect(await receive()).toHaveLength(0);
    engine.release([arnOf('inbox')]);
    expect(await receive()).toHaveLength(1);
  });

  it('keeps a message in one of its two queues if it is killed during the move to the dead-letter queue', async () => {
    await send('one');
    await receive();
    await receive('inbox', engine.sqs, 2);
    // Simulates a kill between the two writes of the move: the second one fails.
    const file = new DatabaseSync(join(dataDir, 'messaging', 'fauxqs.db'));
    file.exec(`CREATE TRIGGER killed BEFORE INSERT ON sqs_messages WHEN NEW.queue_name = 'dead'
      BEGIN SELECT RAISE(ABORT, 'killed'); END`);
    await expect(receive('inbox', engine.sqs, 2)).rejects.toThrow('killed');
    await engine.stop();
    file.exec('DROP TRIGGER killed');
    file.close();
    await start();
    engine.release([arnOf('inbox')]);
    await receive();
    expect((await receive('dead')).map(({ Body }) => Body)).toEqual(['one']);
  });

  it('loses no accepted message when its process is killed', async () => {
    await engine.stop();
    const sent = await sendAndKill(dataDir);
    await start();
    const kept = new Set<string>();
    for (let messages = await receive(); messages.length > 0; messages = await receive()) {
      for (const { Body } of messages) kept.add(Body ?? '');
    }
    expect(sent.length).toBeGreaterThan(100);
    expect(sent.filter((body) => !kept.has(body))).toEqual([]);
  });
});

/** Runs a process that sends messages and reports each accepted one, kills it, and returns the reported ones. */
function sendAndKill(dataDir: string): Promise<string[]> {
  const script = new URL('../../fixtures/send-messages.ts', import.meta.url);
  const child = fork(script, [dataDir], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const sent: string[] = [];
  return new Promise((resolve) => {
    child.on('message', (body) => {
      sent.push(String(body));
      if (sent.length === 200) child.kill('SIGKILL');
    });
    child.once('exit', () => resolve(sent));
  });
}

describe('the port of the messaging engine', () => {
  it.each([
    [200, {}],
    [403, { origin: 'https://evil.example' }],
    [403, { 'sec-fetch-site': 'cross-site' }],
    [421, { host: 'evil.example' }],
  ])('answers %d to a request with the headers %j', async (status, headers) => {
    const engine = await startMessagingEngine({ region: REGION });
    const answered = await new Promise<number | undefined>((resolve, reject) => {
      const target = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.ListQueues' };
      const sent = request(
        engine.endpoint,
        { method: 'POST', headers: { ...target, ...headers } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.on('error', reject).end('{}');
    });
    await engine.stop();
    expect(answered).toBe(status);
  });
});
