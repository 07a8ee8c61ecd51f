import { TrimmedDataAccessException } from '@aws-sdk/client-dynamodb-streams';
import { QueueDoesNotExist } from '@aws-sdk/client-sqs';
import { toDeadLetterMessage } from '../domain/dead-letter-message.ts';
import type { Rule } from '../domain/deliveries.ts';
import { Mismatch, NotRedriven } from '../domain/not-redriven.ts';
import { createRedrive, type RedriveConfig } from './redrive.ts';

const QUEUES = 'https://sqs.us-east-1.amazonaws.com/000000000000/tradepost-dev-';
const RECORD = {
  eventID: 'e1',
  dynamodb: { SequenceNumber: '7', ApproximateCreationDateTime: new Date(5_500) },
};
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:publish';
const STREAM = 'arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/2026-01-01T00:00:00.000';
const FAILURES = 'arn:aws:sqs:us-east-1:000000000000:tradepost-dev-orders-failures';
const BATCH = {
  requestContext: { functionArn: `${FUNCTION}:$LATEST`, condition: 'Late' },
  DDBStreamBatchInfo: {
    ...{ streamArn: STREAM, shardId: 'a-shard', batchSize: 1 },
    ...{ startSequenceNumber: '7', endSequenceNumber: '7' },
  },
};
const MAPPING = {
  FunctionArn: FUNCTION,
  EventSourceArn: STREAM,
  DestinationConfig: { OnFailure: { Destination: FAILURES } },
};

const messageOf = (queue: string, body: string, attributes: Record<string, string> = {}) =>
  toDeadLetterMessage({
    ...{ queue, queueUrl: QUEUES + queue, messageId: 'm1', receiptHandle: 'r1', body, sentMs: 0, attributes },
  });

/** AWS clients with a fake `send`, which records the commands and responds by their names. */
function clientsThat(answers: Readonly<Record<string, () => object>>, rules: readonly Rule[] = []) {
  const sent: [string, unknown][] = [];
  const send = async (command: {
    readonly constructor: { readonly name: string };
    readonly input: unknown;
  }) => {
    const { name } = command.constructor;
    sent.push([name, command.input]);
    return answers[name]?.() ?? {};
  };
  const client = { send };
  const clients = { sqs: client, lambda: client, streams: client };
  const redrive = createRedrive({
    ...(clients as unknown as Pick<RedriveConfig, keyof typeof clients>),
    eventBridge: { findRule: async (name) => rules.find((rule) => rule.name === name) },
    deliver: async (deliveries) => void sent.push(['deliver', deliveries]),
  });
  return { sent, redrive };
}

const streamOf = (...records: readonly object[]) => ({
  GetShardIteratorCommand: () => ({ ShardIterator: 'i' }),
  GetRecordsCommand: () => ({ Records: records }),
});
const mapped = (...EventSourceMappings: readonly object[]) => ({
  ListEventSourceMappingsCommand: () => ({ EventSourceMappings }),
});
const answered = (payload: unknown, FunctionError?: string) => ({
  InvokeCommand: () => ({ Payload: Buffer.from(JSON.stringify(payload)), FunctionError }),
});

describe('redrive of a message of an inbox', () => {
  const INBOX = 'arn:aws:sqs:us-east-1:000000000000:tradepost-dev-orders-commands';

  it.each([
    ['unchanged, with card numbers', '{"token":"4242424242424242"}', { Source: INBOX }],
    ['that is not JSON', '{', {}],
    ['whose body claims to be a batch of a stream', JSON.stringify(BATCH), {}],
    ['whose attributes claim to be a delivery', '{}', { TARGET_ARN: 'arn:aws:sqs:::other', RULE_ARN: 'r' }],
  ])('sends it to the inbox of its dead-letter queue: %s', async (_what, body, attributes) => {
    const { sent, redrive } = clientsThat({});
    const message = messageOf('orders-commands-dlq', body, attributes as Record<string, string>);
    expect(message.kind).toBe('message');
    await redrive(message);
    const QueueUrl = `${QUEUES}orders-commands`;
    expect(sent).toEqual([['SendMessageCommand', { QueueUrl, MessageBody: body }]]);
  });

  it('refuses a message that names another inbox', async () => {
    const { sent, redrive } = clientsThat({});
    const message = messageOf('orders-commands-dlq', '{}', { Source: INBOX.replace('orders', 'payments') });
    await expect(redrive(message)).rejects.toThrow(Mismatch);
    expect(sent).toEqual([]);
  });

  it('refuses a message whose queue has no inbox', async () => {
    await expect(clientsThat({}).redrive(messageOf('orders-failures', '{}'))).rejects.toThrow(NotRedriven);
    const { redrive } = clientsThat({
      SendMessageCommand: () => {
        throw new QueueDoesNotExist({ message: 'gone', $metadata: {} });
      },
    });
    await expect(redrive(messageOf('old-commands-dlq', '{}'))).rejects.toThrow(NotRedriven);
  });
});

describe('redrive of an event that a rule could not deliver', () => {
  const INBOX = 'arn:aws:sqs:us-east-1:000000000000:tradepost-dev-inventory-commands';
  const target = {
    arn: INBOX,
    deadLetterArn: 'arn:aws:sqs:us-east-1:000000000000:tradepost-dev-inventory-failures',
    inputTransformer: { inputPathsMap: { id: '$.detail.id' }, inputTemplate: '{"release": <id>}' },
  };
  const rule: Rule = {
    name: 'tradepost-dev-inventory-order-ended',
    arn: 'arn:aws:events:us-east-1:000000000000:rule/tradepost-dev/tradepost-dev-inventory-order-ended',
    pattern: { source: ['tradepost.orders'], 'detail-type': ['OrderRejected'] },
    targets: [target],
  };
  const event = {
    source: 'tradepost.orders',
    'detail-type': 'OrderRejected',
    detail: { type: 'OrderRejected', id: 'e1' },
  };
  const attributes = { RULE_ARN: rule.arn, TARGET_ARN: INBOX };
  const message = messageOf('inventory-failures', JSON.stringify(event), attributes);

  it("sends the event to the target, transformed by the rule's input transformer", async () => {
    expect(message).toMatchObject({ kind: 'delivery', type: 'OrderRejected' });
    const { sent, redrive } = clientsThat({}, [rule]);
    await redrive(message);
    expect(sent).toEqual([['deliver', [{ kind: 'queue', targetArn: INBOX, input: '{"release": "e1"}' }]]]);
  });

  it.each([
    ['the rule is gone', []],
    ['the rule has other targets', [{ ...rule, targets: [] }]],
  ])('refuses it if %s', async (_why, rules) => {
    await expect(clientsThat({}, rules).redrive(message)).rejects.toThrow(NotRedriven);
  });

  it('refuses it if the target takes no messages', async () => {
    const arn = 'arn:aws:lambda:::function:f';
    const rules = [{ ...rule, targets: [{ ...target, arn }] }];
    const toFunction = messageOf('inventory-failures', JSON.stringify(event), {
      ...attributes,
      TARGET_ARN: arn,
    });
    await expect(clientsThat({}, rules).redrive(toFunction)).rejects.toThrow(NotRedriven);
  });

  it.each([
    ['its source does not match the pattern', { ...event, source: 'tradepost.payments' }, {}, {}],
    ['its type does not match the pattern', { ...event, 'detail-type': 'OrderPlaced' }, {}, {}],
    ['it is not JSON', 'nonsense', {}, {}],
    [
      'its rule is of another bus',
      event,
      { RULE_ARN: 'arn:aws:events:us-east-1:000000000000:rule/other/tradepost-dev-inventory-order-ended' },
      {},
    ],
    ['its target has another dead-letter queue', event, {}, { deadLetterArn: FAILURES }],
    ['its target has no dead-letter queue', event, {}, { deadLetterArn: undefined }],
  ])('refuses a forged message: %s', async (_what, forged, forgedAttributes, otherTarget) => {
    const rules = [{ ...rule, targets: [{ ...target, ...otherTarget } as typeof target] }];
    const { sent, redrive } = clientsThat({}, rules);
    const body = typeof forged === 'string' ? forged : JSON.stringify(forged);
    const each = messageOf('inventory-failures', body, { ...attributes, ...forgedAttributes });
    await expect(redrive(each)).rejects.toThrow(Mismatch);
    expect(sent).toEqual([]);
  });
});

describe('redrive of records of a stream', () => {
  const message = messageOf('orders-failures', JSON.stringify(BATCH));

  it('invokes the function with the records as Lambda passes them', async () => {
    const { sent, redrive } = clientsThat({
      ...mapped(MAPPING),
      ...streamOf(RECORD),
      ...answered({ batchItemFailures: [] }),
    });
    await redrive(message);
    const invoked = sent.find(([name]) => name === 'InvokeCommand')?.[1] as
      | { FunctionName: string; Payload: string }
      | undefined;
    expect(invoked?.FunctionName).toBe(FUNCTION);
    expect(JSON.parse(invoked?.Payload ?? '')).toEqual({
      isRedrive: true,
      Records: [
        {
          eventID: 'e1',
          eventSourceARN: STREAM,
          dynamodb: { SequenceNumber: '7', ApproximateCreationDateTime: 5 },
        },
      ],
    });
  });

  it('invokes the version or alias that the mapping has', async () => {
    const { sent, redrive } = clientsThat({
      ...mapped({ ...MAPPING, FunctionArn: `${FUNCTION}:live` }),
      ...streamOf(RECORD),
      ...answered(null),
    });
    await redrive(message);
    expect(sent.at(-1)?.[1]).toMatchObject({ FunctionName: `${FUNCTION}:live` });
  });

  it.each([
    ['no function reads the stream', []],
    [
      'another function reads the stream',
      [{ ...MAPPING, FunctionArn: FUNCTION.replace('publish', 'other') }],
    ],
    ['the function reads another stream', [{ ...MAPPING, EventSourceArn: `${STREAM}1` }]],
    ['the failed batches of the function go elsewhere', [{ ...MAPPING, DestinationConfig: {} }]],
  ])('refuses a forged message: %s', async (_what, mappings) => {
    const { sent, redrive } = clientsThat({ ...mapped(...mappings), ...streamOf(RECORD), ...answered(null) });
    await expect(redrive(message)).rejects.toThrow(Mismatch);
    expect(sent.map(([name]) => name)).toEqual(['ListEventSourceMappingsCommand']);
  });

  describe('that the function sent with their content', () => {
    const Records = [{ eventID: 'e1', eventSourceARN: STREAM, dynamodb: { SequenceNumber: '7' } }];
    const sentBy = (attributes: Record<string, string>) =>
      messageOf('orders-failures', JSON.stringify({ Records }), attributes);

    it('invokes the function with the records of the message', async () => {
      const { sent, redrive } = clientsThat({ ...mapped(MAPPING), ...answered({ batchItemFailures: [] }) });
      await redrive(sentBy({ Reason: 'Error: …', Source: 'publish' }));
      expect(sent.map(([name]) => name)).toEqual(['ListEventSourceMappingsCommand', 'InvokeCommand']);
      const [, invoked] = sent.at(-1) ?? [];
      const { FunctionName, Payload } = invoked as { FunctionName: string; Payload: string };
      expect(FunctionName).toBe(FUNCTION);
      expect(JSON.parse(Payload)).toEqual({ Records, isRedrive: true });
    });

    it.each([
      ['names no function', {}, MAPPING],
      ['names a function that does not read the stream', { Source: 'publish-other' }, MAPPING],
      ['is in a queue of other functions', { Source: 'publish' }, { ...MAPPING, DestinationConfig: {} }],
    ])('refuses a message that %s', async (_what, attributes, mapping) => {
      const { sent, redrive } = clientsThat({ ...mapped(mapping), ...answered(null) });
      await expect(redrive(sentBy(attributes as Record<string, string>))).rejects.toThrow(Mismatch);
      expect(sent.map(([name]) => name)).not.toContain('InvokeCommand');
    });

    it('keeps the message if the function fails again', async () => {
      const { redrive } = clientsThat({
        ...mapped(MAPPING),
        ...answered({ batchItemFailures: [{ itemIdentifier: '7' }] }),
      });
      await expect(redrive(sentBy({ Source: 'publish' }))).rejects.toThrow('failed on the records again');
    });
  });

  it('refuses a message that names no function', async () => {
    const { DDBStreamBatchInfo } = BATCH;
    const forged = messageOf('orders-failures', JSON.stringify({ DDBStreamBatchInfo }));
    await expect(clientsThat({}).redrive(forged)).rejects.toThrow(Mismatch);
  });

  it.each([
    ['the stream does not keep them any more', streamOf(), {}, 'no longer in the stream'],
    [
      'the stream has too many readers',
      {
        GetShardIteratorCommand: () => {
          throw Object.assign(new Error('Rate exceeded'), { name: 'LimitExceededException' });
        },
      },
      {},
      'too many readers',
    ],
    [
      'the stream has trimmed them',
      {
        GetShardIteratorCommand: () => {
          throw new TrimmedDataAccessException({ message: 'trimmed', $metadata: {} });
        },
      },
      {},
      'no longer in the stream',
    ],
    [
      'the function fails on one again',
      streamOf(RECORD),
      answered({ batchItemFailures: [{ itemIdentifier: '7' }] }),
      'failed on the records again',
    ],
    [
      'the function fails',
      streamOf(RECORD),
      answered({ errorType: 'Error' }, 'Unhandled'),
      'failed on the records again',
    ],
  ])('refuses them if %s', async (_what, stream, answer, why) => {
    const { redrive } = clientsThat({ ...mapped(MAPPING), ...stream, ...answer });
    await expect(redrive(message)).rejects.toThrow(why);
  });
});
