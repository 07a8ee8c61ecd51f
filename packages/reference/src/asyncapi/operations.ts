import type { Registry } from '@tradepost/contracts/registry';
import { type Channel, type Channels, staged } from './channels.ts';
import type { Inbox, WiredRule, Wiring, WiringSources } from './wiring.ts';

type Json = Readonly<Record<string, unknown>>;

/** An operation of a service on a channel: it sends or receives messages. */
export type Operation = {
  readonly id: string;
  readonly service: string;
  readonly action: 'send' | 'receive';
  readonly channel: Channel;
  /** Types of the messages. */
  readonly messages: readonly string[];
  /** True if each message gets a reply on the channel. */
  readonly isAnswered?: boolean;
  readonly summary: string;
  readonly bindings?: Json;
};

/** Name of the dead-letter message. */
export const DEAD_LETTER = 'DeadLetter';

/** Name of the reply to a command. */
export function replyOf(command: string): string {
  return `${command}Reply`;
}

/** Operations of all services, ordered by service. */
export function operationsOf(
  wiring: Wiring,
  channels: Channels,
  sources: WiringSources,
): readonly Operation[] {
  const { registry, stage } = sources;
  return [
    ...registry.events.map((event) => publishing(event, channels)),
    ...wiring.rules.map((rule) => subscribing(rule, channels, stage)),
    ...wiring.inboxes.flatMap((inbox) => consuming(inbox, channels)),
    ...wiring.commandFunctions.map(
      (each): Operation => ({
        id: `${each.function.service}.carry-out`,
        service: each.function.service,
        action: 'receive',
        channel: channels.ofFunction(each.function),
        messages: each.takes,
        isAnswered: true,
        summary: 'Executes a command and returns its reply.',
      }),
    ),
    ...sending(wiring, channels),
  ].toSorted((one, other) => one.service.localeCompare(other.service, 'en'));
}

function publishing({ contract }: Registry['events'][number], { bus }: Channels): Operation {
  const service = contract.source.replace(/^tradepost\./, '');
  return {
    id: `${service}.publish.${contract.type}`,
    service,
    action: 'send',
    channel: bus,
    messages: [contract.type],
    summary: contract.summary,
  };
}

function subscribing({ rule, takes, makes }: WiredRule, { bus, at }: Channels, stage: string): Operation {
  const [target] = rule.targets;
  const inbox = at(target?.arn ?? '');
  const becomes = makes.join() === takes.join() ? '' : `, as ${makes.join(', ')}`;
  const where = inbox === undefined ? 'starts a state machine' : `goes to ${inbox.address}`;
  return {
    id: `${rule.service}.subscribe.${rule.logicalId}`,
    service: rule.service,
    action: 'receive',
    channel: bus,
    messages: takes,
    summary: `Each ${where}${becomes}.`,
    bindings: {
      'x-eventbridge': {
        rule: staged(rule.name, stage),
        eventPattern: rule.eventPattern,
        target: staged(target?.arn.split(':').at(-1) ?? '', stage),
        ...(target?.inputPath === undefined ? {} : { inputPath: target.inputPath }),
        ...(target?.inputTransformer === undefined ? {} : { inputTransformer: target.inputTransformer }),
        retryPolicy: target?.retryPolicy,
        deadLetterQueue: staged(target?.deadLetterArn?.split(':').at(-1) ?? '', stage),
      },
    },
  };
}

function consuming(inbox: Inbox, channels: Channels): readonly Operation[] {
  const { queue, consumers, takes } = inbox;
  const channel = channels.ofInbox(inbox);
  const name = channel.id.replace('inbox.', '');
  return [
    ...consumers.map(
      ({ function: { functionKey, timeoutSeconds }, mapping }): Operation => ({
        id: `${queue.service}.consume.${name}.${functionKey}`,
        service: queue.service,
        action: 'receive',
        channel,
        messages: takes,
        summary: `The function ${functionKey} consumes up to ${mapping.batchSize} messages at a time.`,
        bindings: {
          'x-lambda': {
            function: functionKey,
            timeoutSeconds,
            batchSize: mapping.batchSize,
            maximumBatchingWindowSeconds: mapping.maximumBatchingWindowInSeconds,
            reportsPartialFailures: mapping.reportBatchItemFailures,
          },
        },
      }),
    ),
    {
      id: `${queue.service}.deadLetter.${name}`,
      service: queue.service,
      action: 'send',
      channel: channels.ofDeadLetters(inbox),
      messages: [DEAD_LETTER],
      summary: 'Messages that cannot be processed are kept for operators.',
    },
  ];
}

/** One operation per service, command and channel, for all senders in the service. */
function sending({ sends }: Wiring, { at }: Channels): readonly Operation[] {
  const grouped = Map.groupBy(sends, ({ service, type, to }) => `${service} ${type} ${to}`);
  return [...grouped.values()].flatMap((same) => {
    const [{ service, type, to } = { service: '', type: '', to: '' }] = same;
    const channel = at(to);
    if (channel === undefined) return [];
    const isAnswered = channel.server === 'lambda';
    return [
      {
        id: `${service}.${isAnswered ? 'ask' : 'send'}.${type}`,
        service,
        action: 'send' as const,
        channel,
        messages: [type],
        isAnswered,
        summary: `Sent by ${same.map(({ by }) => by).join(', ')}.`,
      },
    ];
  });
}
