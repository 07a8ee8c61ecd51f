import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PublishCommand } from '@aws-sdk/client-sns';
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
};

describe('the messaging engine', () => {
  let dataDir: string;
  let engine: MessagingEngine;

  const start = async (): Promise<void> => {
    engine = await startMessagingEngine({ dataDir, region: REGION });
    await engine.declare(declared);
  };
  const send = (body: string) =>
    engine.callSqs('SendMessage', { QueueUrl: engine.queueUrl(arnOf('inbox')), MessageBody: body });
  const receive = async (queue = 'inbox', waitSeconds = 0) => {
    const { Messages = [] } = await engine.callSqs('ReceiveMessage', {
      QueueUrl: engine.queueUrl(arnOf(queue)),
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
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
    const [again] = await receive('inbox', 2);
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
    await receive('inbox', 2);
    expect((await receive('dead')).map(({ Body }) => Body)).toEqual(['one']);
  });

  it('redelivers a message at once if its visibility time-out is set to 0', async () => {
    await send('one');
    const [first] = await receive();
    const QueueUrl = engine.queueUrl(arnOf('inbox'));
    const ReceiptHandle = first?.ReceiptHandle;
    const released = { Id: '1', ReceiptHandle, VisibilityTimeout: 0 };
    await engine.callSqs('ChangeMessageVisibilityBatch', { QueueUrl, Entries: [released] });
    expect(await receive()).toHaveLength(1);
  });

  it('delivers the messages of a topic that match the filter policy of a subscription', async () => {
    const topicArn = 'arn:aws:sns:us-east-1:000000000000:topic';
    const kind = (value: string) => ({
      MessageAttributes: { kind: { DataType: 'String', StringValue: value } },
    });
    const publish = (Message: string, value: string) =>
      engine.sns.send(new PublishCommand({ TopicArn: topicArn, Message, ...kind(value) }));
    await publish('not this', 'other');
    await publish('this', 'wanted');
    expect((await receive()).map(({ Body }) => Body)).toEqual(['this']);
  });

  it('leaves a message in the queue when a long poll is aborted', async () => {
    const controller = new AbortController();
    const polling = engine.callSqs(
      'ReceiveMessage',
      { QueueUrl: engine.queueUrl(arnOf('inbox')), WaitTimeSeconds: 20 },
      { signal: controller.signal },
    );
    controller.abort();
    expect(await polling).toEqual({});
    await send('later');
    expect(await receive()).toHaveLength(1);
  });

  it('throws QueueDoesNotExist for an unknown queue', async () => {
    const QueueUrl = engine.queueUrl(arnOf('nowhere'));
    const sending = engine.callSqs('SendMessage', { QueueUrl, MessageBody: 'x' });
    await expect(sending).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });

  it('keeps pending and in-flight messages over a restart, and applies changes of the template', async () => {
    await send('received');
    const [received] = await receive();
    await send('waiting');
    await engine.stop();
    engine = await startMessagingEngine({ dataDir, region: REGION });
    const [inbox, dead] = declared.queues;
    const changed = { ...inbox, attributes: { ...inbox?.attributes, VisibilityTimeout: '2' } };
    const notes = await engine.declare({
      ...declared,
      queues: [changed as (typeof declared.queues)[0]],
      subscriptions: [],
    });
    expect(notes).toEqual([expect.stringContaining(dead?.queueName ?? '')]);
    expect((await receive()).map(({ Body }) => Body)).toEqual(['waiting']);
    const QueueUrl = engine.queueUrl(arnOf('inbox'));
    const Entries = [{ Id: '1', ReceiptHandle: received?.ReceiptHandle }];
    await engine.callSqs('DeleteMessageBatch', { QueueUrl, Entries });
    expect(await receive('inbox', 1)).toEqual([]);
  });

  it('redelivers at once the messages that an ended process had received', async () => {
    await send('received');
    await receive();
    await engine.stop();
    await start();
    expect(await receive()).toHaveLength(0);
    await engine.release([arnOf('inbox')]);
    expect(await receive()).toHaveLength(1);
  });

  it('keeps a message in one of its two queues if it is killed during the move to the dead-letter queue', async () => {
    await send('one');
    await receive();
    await receive('inbox', 2);
    // Simulates a kill between the two writes of the move: the second one fails.
    const file = new DatabaseSync(join(dataDir, 'messaging', 'fauxqs.db'));
    file.exec(`CREATE TRIGGER killed BEFORE INSERT ON sqs_messages WHEN NEW.queue_name = 'dead'
      BEGIN SELECT RAISE(ABORT, 'killed'); END`);
    await expect(receive('inbox', 2)).rejects.toThrow('killed');
    expect(await receive('dead')).toEqual([]);
    await engine.stop();
    file.exec('DROP TRIGGER killed');
    file.close();
    await start();
    await engine.release([arnOf('inbox')]);
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
