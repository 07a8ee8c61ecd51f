import type { Registry } from '@tradepost/contracts/registry';
import { type Channel, type Channels, staged } from './channels.ts';
import type { Inbox, WiredRule, Wiring, WiringSources } from './wiring.ts';

type Json = Readonly<Record<string, unknown>>;

/** What a service does with messages on a channel. */
export type Operation = {
  readonly id: string;
  readonly service: string;
  readonly action: 'send' | 'receive';
  readonly channel: Channel;
  /** By their types. */
  readonly messages: readonly string[];
  /** The reply to each message comes back on the channel. */
  readonly isAnswered?: boolean;
  readonly summary: string;
  readonly bindings?: Json;
};

/** The name of the message that a dead letter is. */
export const DEAD_LETTER = 'DeadLetter';

/** The name of the message that a command's reply is. */
export function replyOf(command: string): string {
  return `${command}Reply`;
}

/** All that the services do with messages, in the order of the services. */
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
    ...wiring.doors.map(
      (door): Operation => ({
        id: `${door.function.service}.carry-out`,
        service: door.function.service,
        action: 'receive',
        channel: channels.ofDoor(door.function),
        messages: door.takes,
        isAnswered: true,
        summary: 'Carries out a command, and answers.',
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
  const where = inbox === undefined ? 'starts a state machine' : `goes into ${inbox.address}`;
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
        summary: `The function ${functionKey} takes what comes, up to ${mapping.batchSize} at a time.`,
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
      id: `${queue.service}.bury.${name}`,
      service: queue.service,
      action: 'send',
      channel: channels.ofDeadLetters(inbox),
      messages: [DEAD_LETTER],
      summary: 'What cannot be taken is kept for a person to look at.',
    },
  ];
}

/** One operation for each service, command and way there, whatever sends it. */
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
