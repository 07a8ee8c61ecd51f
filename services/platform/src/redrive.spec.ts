import { TrimmedDataAccessException } from '@aws-sdk/client-dynamodb-streams';
import { describeLetter } from './describe-letter.ts';
import type { Rule } from './event-bus.ts';
import { createRedrive, NotRedriven, type RedriveConfig } from './redrive.ts';

const QUEUES = 'https://sqs.us-east-1.amazonaws.com/000000000000/tradepost-dev-';
const RECORD = {
  eventID: 'e1',
  dynamodb: { SequenceNumber: '7', ApproximateCreationDateTime: new Date(5_500) },
};
const BATCH = {
  requestContext: {
    functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:publish',
    condition: 'Late',
  },
  DDBStreamBatchInfo: {
    ...{ streamArn: 'a-stream', shardId: 'a-shard', batchSize: 1 },
    ...{ startSequenceNumber: '7', endSequenceNumber: '7' },
  },
};

const letterOf = (queue: string, body: string, attributes: Record<string, string> = {}) =>
  describeLetter({
    ...{ queue, queueUrl: QUEUES + queue, messageId: 'm1', receiptHandle: 'r1', body, sentMs: 0, attributes },
  });

/** AWS's clients at the seam of `send`: which commands they got, and what they answer by the command's name. */
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
    eventBus: { findRule: async (name) => rules.find((rule) => rule.name === name) },
    handOver: async (deliveries) => void sent.push(['handOver', deliveries]),
  });
  return { sent, redrive };
}

const streamOf = (...records: readonly object[]) => ({
  GetShardIteratorCommand: () => ({ ShardIterator: 'i' }),
  GetRecordsCommand: () => ({ Records: records }),
});
const answered = (payload: unknown, FunctionError?: string) => ({
  InvokeCommand: () => ({ Payload: Buffer.from(JSON.stringify(payload)), FunctionError }),
});

describe('When a message is sent back', () => {
  it('goes to the inbox whose dead letter it is', async () => {
    const { sent, redrive } = clientsThat({});
    await redrive(letterOf('orders-commands-dlq', '{'));
    const QueueUrl = `${QUEUES}orders-commands`;
    expect(sent).toEqual([['SendMessageCommand', { QueueUrl, MessageBody: '{' }]]);
  });

  it('stays where no inbox is known for it', async () => {
    await expect(clientsThat({}).redrive(letterOf('orders-failures', '{}'))).rejects.toThrow(NotRedriven);
  });
});

describe('When what a rule could not deliver is sent back', () => {
  const INBOX = 'arn:aws:sqs:us-east-1:000000000000:tradepost-dev-inventory-commands';
  const rule: Rule = {
    name: 'tradepost-dev-inventory-order-ended',
    arn: 'arn:aws:events:us-east-1:000000000000:rule/tradepost-dev/tradepost-dev-inventory-order-ended',
    pattern: {},
    targets: [
      {
        arn: INBOX,
        inputTransformer: { inputPathsMap: { id: '$.detail.id' }, inputTemplate: '{"release": <id>}' },
      },
    ],
  };
  const letter = letterOf('inventory-failures', '{"detail":{"type":"OrderRejected","id":"e1"}}', {
    RULE_ARN: rule.arn,
    TARGET_ARN: INBOX,
  });

  it('goes to the target in the words of the rule', async () => {
    expect(letter).toMatchObject({ kind: 'delivery', type: 'OrderRejected' });
    const { sent, redrive } = clientsThat({}, [rule]);
    await redrive(letter);
    expect(sent).toEqual([['handOver', [{ kind: 'queue', targetArn: INBOX, input: '{"release": "e1"}' }]]]);
  });

  it.each([
    ['the rule is gone', []],
    ['the rule has other targets', [{ ...rule, targets: [] }]],
    ['the target takes no messages', [{ ...rule, targets: [{ arn: 'arn:aws:lambda:::function:f' }] }]],
  ])('stays where %s', async (_why, rules) => {
    await expect(clientsThat({}, rules).redrive(letter)).rejects.toThrow(NotRedriven);
  });
});

describe('When records of a stream are sent back', () => {
  const letter = letterOf('orders-failures', JSON.stringify(BATCH));

  it('has the function get them as Lambda hands them over', async () => {
    const { sent, redrive } = clientsThat({ ...streamOf(RECORD), ...answered({ batchItemFailures: [] }) });
    await redrive(letter);
    const invoked = sent.find(([name]) => name === 'InvokeCommand')?.[1] as { Payload: string } | undefined;
    expect(JSON.parse(invoked?.Payload ?? '')).toEqual({
      Records: [
        {
          eventID: 'e1',
          eventSourceARN: 'a-stream',
          dynamodb: { SequenceNumber: '7', ApproximateCreationDateTime: 5 },
        },
      ],
    });
  });

  it.each([
    ['the stream has let go of them', streamOf(), {}, 'no longer in the stream'],
    [
      'the stream says so',
      {
        GetShardIteratorCommand: () => {
          throw new TrimmedDataAccessException({ message: 'trimmed', $metadata: {} });
        },
      },
      {},
      'no longer in the stream',
    ],
    [
      'the function fails at one again',
      streamOf(RECORD),
      answered({ batchItemFailures: [{ itemIdentifier: '7' }] }),
      'up again',
    ],
    ['the function fails', streamOf(RECORD), answered({ errorType: 'Error' }, 'Unhandled'), 'up again'],
  ])('stays where %s', async (_what, stream, answer, why) => {
    await expect(clientsThat({ ...stream, ...answer }).redrive(letter)).rejects.toThrow(why);
  });
});
