import { TrimmedDataAccessException } from '@aws-sdk/client-dynamodb-streams';
import { describeLetter } from './describe-letter.ts';
import { createRedrive, NotRedriven, type RedriveClients } from './redrive.ts';

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
function clientsThat(answers: Readonly<Record<string, () => object>>) {
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
  const clients = { sqs: client, lambda: client, workflows: client, streams: client };
  return { sent, redrive: createRedrive(clients as unknown as RedriveClients) };
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
  it('stays where the target takes the event in other words', async () => {
    const target = 'arn:aws:sqs:us-east-1:000000000000:tradepost-dev-inventory-commands';
    const letter = letterOf('inventory-failures', '{"detail":{"type":"OrderRejected"}}', {
      TARGET_ARN: target,
    });
    expect(letter).toMatchObject({ kind: 'delivery', type: 'OrderRejected' });
    await expect(clientsThat({}).redrive(letter)).rejects.toThrow('another form');
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
