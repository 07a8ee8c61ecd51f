import type { QueueResource } from '@tradepost/compiled-service/templates/resources';
import { awsError } from '@tradepost/local/gateway/aws-error';
import type { Setting } from './setting.ts';

export type Message = {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly sentAtMs: number;
  receives: number;
  isVisible: boolean;
};

/** A message as one receive returned it. The receipt is valid until the next receive. */
export type Received = { readonly message: Message; readonly receipt: number };

export type Queue = {
  readonly name: string;
  readonly arn: string;
  readonly isDeadLetters: boolean;
  /** All messages in the queue, visible or not. */
  readonly messages: ReadonlySet<Message>;
  readonly send: (body: string, attributes?: Readonly<Record<string, string>>) => Message;
  /** Receives up to `max` visible messages, which become invisible for the visibility timeout. */
  readonly receive: (max: number) => readonly Received[];
  /** Deletes a received message, or a message as an operator does. One that was received again since may remain. */
  readonly remove: (message: Message, receipt?: number) => void;
  readonly visibilityMs: number;
  /** Counts of messages sent, processed and given up; a duplicate counts as a message. */
  readonly tally: { sent: number; done: number; givenUp: number };
  onVisible: () => void;
};

export type Queues = {
  readonly byArn: (arn: string) => Queue;
  readonly byUrl: (url: string) => Queue;
  readonly all: readonly Queue[];
};

type Config = Setting & {
  readonly declared: readonly QueueResource[];
};

const DEFAULT_VISIBILITY_SECONDS = 30;
const MAX_COPIES = 100;
const HOUR_MS = 3_600_000;
/** The longest time that a message is in neither queue when its receives are used up. */
const MAX_MOVE_MS = HOUR_MS;
/** Share of the deletes with a former receipt that have no effect, although they succeed. */
const FORMER_RECEIPT_SHARE = 0.5;

/**
 * The declared queues: visibility timeout, redrive policy, at-least-once delivery, in no defined order. A receive returns
 * some of the messages.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html
 */
export function createQueues(config: Config): Queues {
  const queues = new Map<string, Queue>();
  const deadLetters = new Set(
    config.declared.flatMap(({ attributes }) => redriveOf(attributes)?.deadLetterTargetArn ?? []),
  );
  for (const declared of config.declared) {
    const isDeadLetters = deadLetters.has(declared.arn) || declared.queueName.endsWith('-failures');
    queues.set(
      declared.arn,
      createQueue(declared, isDeadLetters, config, (arn) => byArn(arn)),
    );
  }
  const byArn = (arn: string): Queue => {
    const queue = queues.get(arn);
    if (queue === undefined) throw awsError('AWS.SimpleQueueService.NonExistentQueue', `no queue ${arn}`);
    return queue;
  };
  return {
    byArn,
    byUrl: (url) => {
      const name = url.split('/').at(-1);
      const queue = [...queues.values()].find((each) => each.name === name);
      if (queue === undefined) throw awsError('AWS.SimpleQueueService.NonExistentQueue', `no queue ${url}`);
      return queue;
    },
    all: [...queues.values()],
  };
}

function redriveOf(attributes: QueueResource['attributes']) {
  const policy = attributes['RedrivePolicy'];
  return policy === undefined
    ? undefined
    : (JSON.parse(policy) as { deadLetterTargetArn: string; maxReceiveCount: number });
}

function createQueue(
  { queueName: name, arn, attributes: declared }: QueueResource,
  isDeadLetters: boolean,
  { scheduler, draw, faults, trace }: Config,
  byArn: (arn: string) => Queue,
): Queue {
  const messages = new Set<Message>();
  const tally = { sent: 0, done: 0, givenUp: 0 };
  const redrive = redriveOf(declared);
  const visibilityMs = Number(declared['VisibilityTimeout'] ?? DEFAULT_VISIBILITY_SECONDS) * 1_000;
  let ids = 0;
  let receives = 0;
  const add = (id: string, body: string, attributes: Message['attributes'], delayMs: number): Message => {
    const message = {
      id,
      body,
      attributes,
      sentAtMs: scheduler.nowMs(),
      receives: 0,
      isVisible: false,
    };
    messages.add(message);
    tally.sent += 1;
    scheduler.after(delayMs, () => appear(message));
    return message;
  };
  /** The count of receives that the redrive policy compares is approximate. */
  const inexactnessOf = ({ id }: Message): number => (faults.happens('inexactCount', id) ? 1 : 0);
  const giveUp = (message: Message, deadLetterArn: string): void => {
    if (!messages.delete(message)) return;
    tally.givenUp += 1;
    trace(() => `queue ${name} moves ${message.id} to its dead-letter queue`);
    byArn(deadLetterArn).send(message.body, message.attributes);
  };
  const appear = (message: Message): void => {
    if (!messages.has(message)) return;
    if (redrive !== undefined && message.receives >= redrive.maxReceiveCount + inexactnessOf(message)) {
      const delayMs = MAX_MOVE_MS * draw.unit(`moved ${message.id}`) ** 6;
      scheduler.after(delayMs, () => giveUp(message, redrive.deadLetterTargetArn));
      return;
    }
    message.isVisible = true;
    queue.onVisible();
  };
  const queue: Queue = {
    name,
    arn,
    isDeadLetters,
    messages,
    tally,
    visibilityMs,
    onVisible: () => {},
    send: (body, attributes = {}) => {
      // Log lines have the ids of messages, without spaces.
      const key = `${name}-${ids++}`;
      const isLate = !isDeadLetters && faults.happens('lateMessage', key);
      const lateMs = isLate ? 24 * HOUR_MS * draw.unit(`late ${key}`) ** 6 : draw.unit(`way ${key}`) * 5;
      const message = add(key, body, attributes, lateMs);
      if (!isDeadLetters && faults.happens('duplicateMessage', key)) {
        const copies = Math.ceil(MAX_COPIES * draw.unit(`copies ${key}`) ** 12);
        for (let copy = 0; copy < copies; copy += 1) {
          add(key, body, attributes, HOUR_MS * draw.unit(`copy ${copy} of ${key}`) ** 4);
        }
      }
      return message;
    },
    receive: (max) => {
      const visible = [...messages].filter(({ isVisible }) => isVisible);
      if (
        faults.isOn('reordered') &&
        visible.length > 1 &&
        faults.happens('reordered', `${name} ${visible[0]?.id}`)
      ) {
        visible.sort((one, other) => draw.unit(`order ${one.id}`) - draw.unit(`order ${other.id}`));
      }
      const key = `${name} ${receives++}`;
      const isShort = visible.length > 1 && faults.happens('shortReceive', key);
      const taken = visible.slice(0, isShort ? draw.int(`received ${key}`, 1, max) : max);
      for (const message of taken) {
        message.isVisible = false;
        message.receives += 1;
        scheduler.after(visibilityMs, () => appear(message));
      }
      return taken.map((message) => ({ message, receipt: message.receives }));
    },
    remove: (message, receipt = message.receives) => {
      const isFormer = receipt !== message.receives;
      if (isFormer && draw.chance(`delete ${message.id} ${receipt}`, FORMER_RECEIPT_SHARE)) return;
      // A message that was received twice counts as processed once.
      if (messages.delete(message)) tally.done += 1;
    },
  };
  return queue;
}
