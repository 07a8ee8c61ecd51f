import type { FunctionResource, QueueResource, TopicResource } from '@tradepost/local/resources';
import type { ServerName } from './servers.ts';
import type { Inbox, Wiring, WiringSources } from './wiring.ts';

type Json = Readonly<Record<string, unknown>>;

/** A channel of the document, before it is known which messages go through it. */
export type Channel = {
  readonly id: string;
  readonly address: string;
  readonly title: string;
  readonly description: string;
  readonly server: ServerName;
  readonly bindings: Json;
};

/** Every channel that the templates declare, ready to be referred to. */
export type Channels = {
  readonly bus: Channel;
  readonly ofInbox: (inbox: Inbox) => Channel;
  readonly ofDeadLetters: (inbox: Inbox) => Channel;
  readonly ofDoor: (door: FunctionResource) => Channel;
  readonly ofTopic: (topic: TopicResource) => Channel;
  /** The inbox or function behind an ARN. */
  readonly at: (arn: string) => Channel | undefined;
};

/** The versions that AsyncAPI 3.0 knows. @see https://github.com/asyncapi/bindings */
const SQS_BINDING = '0.2.0';
const SNS_BINDING = '0.1.0';

/** Takes what the templates declare; returns its channels. Names have `{stage}` where the stage stands. */
export function channelsOf(wiring: Wiring, { description, stage }: WiringSources): Channels {
  const named = (name: string) => staged(name, stage);
  const ofInbox = (inbox: Inbox): Channel => ({
    id: `inbox.${shortName(inbox.queue.queueName, stage)}`,
    address: named(inbox.queue.queueName),
    title: `Inbox ${shortName(inbox.queue.queueName, stage)}`,
    description: `What comes to ${inbox.queue.service} waits here until it is done. A message is the CloudEvent as the body, with no message attributes. One that cannot be parsed goes to the dead letters at once, one that keeps failing after ${inbox.maxReceiveCount} attempts.`,
    server: 'sqs',
    bindings: { sqs: toSqsBinding(inbox, named) },
  });
  const ofDoor = (door: FunctionResource): Channel => ({
    id: `function.${shortName(door.functionName, stage)}`,
    address: named(door.functionName),
    title: `Function ${shortName(door.functionName, stage)}`,
    description: `Carries out the commands of ${door.service} for whoever invokes it and waits for the reply. A fault is an error: give the command again, or put it into the inbox.`,
    server: 'lambda',
    bindings: {
      'x-lambda': {
        functionName: named(door.functionName),
        invocationType: 'RequestResponse',
        timeoutSeconds: door.timeoutSeconds,
      },
    },
  });
  return {
    bus: toBus(description.buses[0]?.name ?? '', named),
    ofInbox,
    ofDoor,
    ofTopic: (topic) => toTopic(topic, stage),
    ofDeadLetters: (inbox) => ({
      id: `dead-letters.${shortName(inbox.queue.queueName, stage)}`,
      address: named(inbox.deadLetters?.queueName ?? ''),
      title: `Dead letters of ${shortName(inbox.queue.queueName, stage)}`,
      description: `What ${inbox.queue.service} could not take from its inbox, for a person to look at. An alarm rings.`,
      server: 'sqs',
      bindings: { sqs: { queue: toQueue(inbox.deadLetters, named), bindingVersion: SQS_BINDING } },
    }),
    at: (arn) => {
      const inbox = wiring.inboxes.find(({ queue }) => queue.arn === arn);
      if (inbox !== undefined) return ofInbox(inbox);
      const door = wiring.doors.find((each) => each.function.arn === arn);
      return door === undefined ? undefined : ofDoor(door.function);
    },
  };
}

/** `tradepost-dev-orders-commands` in every stage: `tradepost-{stage}-orders-commands`. */
export function staged(name: string, stage: string): string {
  return name.replace(new RegExp(`^tradepost-${stage}(?=-|$)`), 'tradepost-{stage}');
}

/** `tradepost-dev-orders-commands` in a word: `orders-commands`. */
function shortName(name: string, stage: string): string {
  return name.replace(`tradepost-${stage}-`, '');
}

/** There is no EventBridge binding: https://github.com/asyncapi/bindings/issues/262. Extensions stand for it. */
function toBus(name: string, named: (name: string) => string): Channel {
  return {
    id: 'bus',
    address: named(name),
    title: 'The event bus',
    description:
      'Every event of every service, once or more often, in no certain order. The CloudEvent is the `detail`; its `source` is the event’s `source`, its `type` the `detail-type`.',
    server: 'eventbridge',
    bindings: { 'x-eventbridge': { eventBusName: named(name) } },
  };
}

function toTopic(topic: TopicResource, stage: string): Channel {
  return {
    id: `topic.${shortName(topic.topicName, stage)}`,
    address: staged(topic.topicName, stage),
    title: `Topic ${shortName(topic.topicName, stage)}`,
    description:
      'Carries no message of these contracts: CloudWatch tells its subscribers of alarms, in its own form.',
    server: 'sns',
    bindings: {
      sns: {
        name: staged(topic.topicName, stage),
        ordering: { type: topic.attributes['FifoTopic'] === 'true' ? 'FIFO' : 'standard' },
        bindingVersion: SNS_BINDING,
      },
    },
  };
}

function toSqsBinding({ queue, deadLetters, maxReceiveCount }: Inbox, named: (name: string) => string): Json {
  const redrivePolicy = {
    deadLetterQueue: { name: named(deadLetters?.queueName ?? '') },
    maxReceiveCount,
  };
  return {
    queue: { ...toQueue(queue, named), redrivePolicy },
    deadLetterQueue: toQueue(deadLetters, named),
    bindingVersion: SQS_BINDING,
  };
}

function toQueue(queue: QueueResource | undefined, named: (name: string) => string): Json {
  const { queueName = '', attributes = {} } = queue ?? {};
  const seconds = (attribute: string, name: string) =>
    attributes[attribute] === undefined ? {} : { [name]: Number(attributes[attribute]) };
  return {
    name: named(queueName),
    fifoQueue: attributes['FifoQueue'] === 'true',
    ...seconds('VisibilityTimeout', 'visibilityTimeout'),
    ...seconds('MessageRetentionPeriod', 'messageRetentionPeriod'),
    ...seconds('DelaySeconds', 'deliveryDelay'),
    ...seconds('ReceiveMessageWaitTimeSeconds', 'receiveMessageWaitTime'),
  };
}
