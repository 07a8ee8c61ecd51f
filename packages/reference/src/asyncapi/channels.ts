import type { FunctionResource, QueueResource } from '@tradepost/compiled-service/templates/resources';
import type { ServerName } from './servers.ts';
import type { Inbox, Wiring, WiringSources } from './wiring.ts';

type Json = Readonly<Record<string, unknown>>;

/** A channel of the document, without its messages. */
export type Channel = {
  readonly id: string;
  readonly address: string;
  readonly title: string;
  readonly description: string;
  readonly server: ServerName;
  readonly bindings: Json;
};

/** All channels that the templates declare. */
export type Channels = ReturnType<typeof channelsOf>;

/** Version of the binding in AsyncAPI 3.0. @see https://github.com/asyncapi/bindings */
const SQS_BINDING = '0.2.0';

/** Returns the channels that the templates declare. Names contain `{stage}` in place of the stage. */
export function channelsOf(wiring: Wiring, { description, stage }: WiringSources) {
  const named = (name: string) => staged(name, stage);
  const ofInbox = (inbox: Inbox): Channel => ({
    id: `inbox.${shortName(inbox.queue.queueName, stage)}`,
    address: named(inbox.queue.queueName),
    title: `Inbox ${shortName(inbox.queue.queueName, stage)}`,
    description: `Inbox of ${inbox.queue.service}. The body of a message is the CloudEvent; there are no message attributes. A message that cannot be parsed goes to the dead-letter queue at once, a message that keeps failing after ${inbox.maxReceiveCount} attempts.`,
    server: 'sqs',
    bindings: { sqs: toSqsBinding(inbox, named) },
  });
  const ofFunction = (each: FunctionResource): Channel => ({
    id: `function.${shortName(each.functionName, stage)}`,
    address: named(each.functionName),
    title: `Function ${shortName(each.functionName, stage)}`,
    description: `Executes the commands of ${each.service} and returns the reply. If the invocation fails, invoke it again or send the command to the inbox.`,
    server: 'lambda',
    bindings: {
      'x-lambda': {
        functionName: named(each.functionName),
        invocationType: 'RequestResponse',
        timeoutSeconds: each.timeoutSeconds,
      },
    },
  });
  return {
    bus: toBus(description.buses[0]?.name ?? '', named),
    ofInbox,
    ofFunction,
    ofDeadLetters: (inbox: Inbox): Channel => ({
      id: `dead-letters.${shortName(inbox.queue.queueName, stage)}`,
      address: named(inbox.deadLetters?.queueName ?? ''),
      title: `Dead-letter queue of ${shortName(inbox.queue.queueName, stage)}`,
      description: `Messages of the inbox that ${inbox.queue.service} could not process, for operators. An alarm reports them.`,
      server: 'sqs',
      bindings: { sqs: { queue: toQueue(inbox.deadLetters, named), bindingVersion: SQS_BINDING } },
    }),
    /** The channel of the inbox or function with an ARN. */
    at: (arn: string): Channel | undefined => {
      const inbox = wiring.inboxes.find(({ queue }) => queue.arn === arn);
      if (inbox !== undefined) return ofInbox(inbox);
      const each = wiring.commandFunctions.find((each) => each.function.arn === arn);
      return each === undefined ? undefined : ofFunction(each.function);
    },
  };
}

/** Replaces the stage in a name: `tradepost-dev-orders-commands` becomes `tradepost-{stage}-orders-commands`. */
export function staged(name: string, stage: string): string {
  return name.replace(new RegExp(`^tradepost-${stage}(?=-|$)`), 'tradepost-{stage}');
}

/** Removes the prefix of a name: `tradepost-dev-orders-commands` becomes `orders-commands`. */
function shortName(name: string, stage: string): string {
  return name.replace(`tradepost-${stage}-`, '');
}

/** AsyncAPI has no EventBridge binding (https://github.com/asyncapi/bindings/issues/262), so extensions replace it. */
function toBus(name: string, named: (name: string) => string): Channel {
  return {
    id: 'bus',
    address: named(name),
    title: 'The event bus',
    description:
      'All events of all services. Delivery is at least once and not ordered. The `detail` is the CloudEvent; `source` and `detail-type` are its `source` and `type`.',
    server: 'eventbridge',
    bindings: { 'x-eventbridge': { eventBusName: named(name) } },
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
