import { describeServices } from '@tradepost/compiled-service/packaging/compile-services';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import { type Consumer, consumersOf, traceEvent } from '@tradepost/compiled-service/templates/trace-event';
import { type CloudEvent, cloudEventAttributes } from '@tradepost/contracts/cloud-event';
import { loadRegistry } from '@tradepost/contracts/registry';
import { loadSamples, type Sample } from '@tradepost/contracts/samples';

export type ConsumerMessage = {
  readonly sample: string;
  /** Logical id of the rule. Absent for a command: its sender sends it to the inbox or invokes the function. */
  readonly rule?: string;
  /** The sample, after the rule's input transformer if it has one. */
  readonly message: CloudEvent;
};

/** Messages by consumer: the key of a function, or the logical id of a state machine. */
export type MessagesByConsumer = ReadonlyMap<string, readonly ConsumerMessage[]>;

/**
 * Returns the messages that a service's consumers receive, according to the compiled templates. Each committed sample of
 * an event goes through every rule of the service. Each sample of a command of the service goes to the consumer of its
 * inbox `commands`.
 *
 * @param service name of the folder in `services/`
 * @throws if a rule or the inbox has no consumer
 */
export async function messagesTo(service: string): Promise<MessagesByConsumer> {
  const description = await describeServices([...new Set([service, 'platform'])]);
  const { commands } = await loadRegistry();
  const acceptedTypes = new Set(
    commands.filter(({ contract }) => contract.service === service).map(({ contract }) => contract.type),
  );
  const messages = new Map<string, ConsumerMessage[]>();
  for (const { kind, ...sample } of loadSamples()) {
    if (kind === 'event') byRules(description, service, sample, messages);
    else if (acceptedTypes.has(sample.message.type)) byInbox(description, service, sample, messages);
  }
  return messages;
}

type Named = Omit<Sample, 'kind'>;

function byRules(
  description: CloudDescription,
  service: string,
  { name, message }: Named,
  messages: Map<string, ConsumerMessage[]>,
): void {
  const event = { source: message.source, detailType: message.type, detail: { ...message } };
  for (const { rule, input, consumers } of traceEvent(description, event)) {
    if (rule.service !== service) continue;
    const sent = JSON.parse(input) as CloudEvent;
    cloudEventAttributes.parse(sent);
    const received = { sample: name, rule: rule.logicalId, message: sent };
    add(messages, consumers, received, `${service}: the rule ${rule.logicalId}`);
  }
}

function byInbox(
  description: CloudDescription,
  service: string,
  { name, message }: Named,
  messages: Map<string, ConsumerMessage[]>,
): void {
  const inbox = `tradepost-dev-${service}-commands`;
  const queue = description.queues.find(({ queueName }) => queueName === inbox);
  const consumers = queue === undefined ? [] : consumersOf(description, queue.arn);
  add(messages, consumers, { sample: name, message }, `${service}: the queue ${inbox}`);
}

function add(
  messages: Map<string, ConsumerMessage[]>,
  consumers: readonly Consumer[],
  received: ConsumerMessage,
  by: string,
): void {
  if (consumers.length === 0) {
    throw new Error(`${by} gets ${received.sample}, but has no consumer: add one`);
  }
  for (const { kind, of } of consumers) {
    const key = kind === 'function' ? of.functionKey : of.logicalId;
    messages.set(key, [...(messages.get(key) ?? []), received]);
  }
}
