import { createHash } from 'node:crypto';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import type { RuleTarget } from '@tradepost/compiled-service/templates/resources';
import { awsError } from '@tradepost/local/gateway/aws-error';
import type { Input } from '../dynamodb/plain.ts';
import type { createBus } from './bus.ts';
import type { Call } from './call.ts';
import type { Message, Queue, Queues } from './queues.ts';

type Config = {
  readonly description: Pick<CloudDescription, 'rules' | 'eventSourceMappings' | 'functions'>;
  readonly queues: Queues;
  readonly bus: Pick<ReturnType<typeof createBus>, 'replay'>;
  readonly nowMs: () => number;
  /** Gets what an operator acts on, as the audit log names it: `replays/rpl_…`. */
  readonly onAct: (target: string) => void;
};

const QUEUE_URLS = 'https://sqs.us-east-1.amazonaws.com/000000000000/';
/** Prefix of the names of the stage's resources. */
const PREFIX = 'tradepost-dev-';
const SECOND_MS = 1_000;

/**
 * The AWS calls that only operators cause: dead-letter messages are received and removed, rules and event sources are
 * looked up, and periods of the bus are replayed.
 *
 * @returns a function that returns the output of a call, or undefined if it is none of these
 */
export function createOperationsCalls({ description, queues, bus, nowMs, onAct }: Config) {
  const replays = new Map<string, Input>();
  const ruleOf = (name: unknown) => {
    const rule = description.rules.find((each) => each.name === name && each.eventPattern !== undefined);
    if (rule === undefined) throw awsError('ResourceNotFoundException', `there is no rule ${name}`);
    return rule;
  };
  const calls: Readonly<Record<string, (input: Input) => object>> = {
    ListQueues: ({ QueueNamePrefix = '' }) => ({
      QueueUrls: queues.all.filter(({ name }) => name.startsWith(QueueNamePrefix)).map(urlOf),
    }),
    GetQueueUrl: ({ QueueName }) => ({ QueueUrl: urlOf(queues.byUrl(QueueName)) }),
    ReceiveMessage: ({ QueueUrl, MaxNumberOfMessages }) => ({
      Messages: queues
        .byUrl(QueueUrl)
        .receive(MaxNumberOfMessages)
        .map(({ message }) => toReceived(message)),
    }),
    DeleteMessage: ({ QueueUrl, ReceiptHandle }) => {
      const queue = queues.byUrl(QueueUrl);
      const message = messageIn(queue, ReceiptHandle);
      if (message === undefined) return {};
      onAct(`dead-letters/${queue.name.replace(PREFIX, '')}.${message.id}`);
      queue.remove(message);
      return {};
    },
    ChangeMessageVisibilityBatch: ({ QueueUrl, Entries }) => {
      const entries = Entries as readonly Input[];
      for (const { ReceiptHandle } of entries) {
        const message = messageIn(queues.byUrl(QueueUrl), ReceiptHandle);
        if (message !== undefined) message.isVisible = true;
      }
      return { Successful: entries.map(({ Id }) => ({ Id })), Failed: [] };
    },
    DescribeRule: ({ Name }) => {
      const { name, arn, eventPattern } = ruleOf(Name);
      return { Name: name, Arn: arn, State: 'ENABLED', EventPattern: JSON.stringify(eventPattern) };
    },
    ListTargetsByRule: ({ Rule }) => ({ Targets: ruleOf(Rule).targets.map(toTarget) }),
    ListRules: ({ NamePrefix }) => ({
      Rules: description.rules
        .filter(({ name, eventPattern }) => eventPattern !== undefined && name.startsWith(NamePrefix))
        .map(({ name }) => ({ Name: name, State: 'ENABLED' })),
    }),
    StartReplay: (input) => {
      const { ReplayName, EventStartTime, EventEndTime, Destination } = input;
      if (replays.has(ReplayName)) throw awsError('ResourceAlreadyExistsException', 'the replay exists');
      onAct(`replays/${String(ReplayName).replace(PREFIX, '')}`);
      replays.set(ReplayName, input);
      bus.replay(ReplayName, {
        ruleArns: Destination.FilterArns,
        fromMs: EventStartTime * SECOND_MS,
        toMs: EventEndTime * SECOND_MS,
      });
      return { State: 'STARTING' };
    },
    DescribeReplay: ({ ReplayName }) => {
      const replay = replays.get(ReplayName);
      if (replay === undefined) throw awsError('ResourceNotFoundException', 'there is no such replay');
      return { State: 'COMPLETED', EventLastReplayedTime: Math.floor(nowMs() / SECOND_MS) };
    },
    ListEventSourceMappings: ({ EventSourceArn }) => ({
      EventSourceMappings: description.eventSourceMappings
        .filter(({ eventSourceArn }) => tableIn(eventSourceArn) === tableIn(EventSourceArn))
        .map(({ functionName, onFailureDestinationArn }) => ({
          FunctionArn: description.functions.find((each) => each.functionName === functionName)?.arn,
          EventSourceArn,
          DestinationConfig: { OnFailure: { Destination: onFailureDestinationArn } },
        })),
    }),
  };
  return ({ operation, input }: Call): object | undefined => calls[operation]?.(input);
}

function urlOf({ name }: Queue): string {
  return `${QUEUE_URLS}${name}`;
}

function messageIn({ messages }: Queue, receipt: unknown): Message | undefined {
  return [...messages].find(({ id }) => id === receipt);
}

function toReceived({ id, body, attributes, sentAtMs }: Message): object {
  return {
    MessageId: id,
    ReceiptHandle: id,
    Body: body,
    // The SDK compares this digest with that of the body.
    MD5OfBody: createHash('md5').update(body).digest('hex'),
    Attributes: { SentTimestamp: String(Math.floor(sentAtMs)) },
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
    ),
  };
}

function toTarget({ id, arn, deadLetterArn, input, inputPath, inputTransformer }: RuleTarget): object {
  return {
    Id: id,
    Arn: arn,
    Input: input,
    InputPath: inputPath,
    ...(deadLetterArn === undefined ? {} : { DeadLetterConfig: { Arn: deadLetterArn } }),
    ...(inputTransformer === undefined
      ? {}
      : {
          InputTransformer: {
            InputPathsMap: inputTransformer.inputPathsMap,
            InputTemplate: inputTransformer.inputTemplate,
          },
        }),
  };
}

/** Takes the ARN of a stream: `arn:aws:dynamodb:REGION:ACCOUNT:table/TABLE/stream/TIME`. */
function tableIn(streamArn: string): string | undefined {
  return streamArn.split('/')[1];
}
