import type { RuleResource } from '@tradepost/compiled-service/templates/resources';
import type { AnyCommand, AnyEvent } from '@tradepost/contracts/registry';
import { commandsName, type Inbox, type WiredRule, type WiringSources, wiringOf } from './wiring.ts';

/**
 * Compares the compiled templates with the contracts: the events in rules exist, every event has a producer, every command
 * a handler, and every inbox a consumer.
 *
 * @returns the errors, one sentence each with its fix; empty if there are none
 */
export function checkWiring(sources: WiringSources): readonly string[] {
  const { rules, inboxes } = wiringOf(sources);
  const { events, commands } = sources.registry;
  return [
    ...rules.flatMap((rule) => checkRule(rule, events)),
    ...events.flatMap(({ contract }) => checkEvent(contract, sources)),
    ...commands.flatMap(({ contract }) => checkCommand(contract, inboxes, sources)),
    ...inboxes.flatMap(checkInbox),
  ];
}

function checkRule(
  { rule, takes }: WiredRule,
  events: WiringSources['registry']['events'],
): readonly string[] {
  const name = `${rule.service}: the rule ${rule.logicalId}`;
  const unknown = typesNamedBy(rule).filter((type) => !events.some(({ contract }) => contract.type === type));
  const neverMatched = typesNamedBy(rule).filter((type) => !unknown.includes(type) && !takes.includes(type));
  return [
    ...unknown.map(
      (type) =>
        `${name} expects ${type}, which is not an event: add its contract to the service's events.ts in packages/contracts, or remove it from the rule.`,
    ),
    ...neverMatched.map(
      (type) =>
        `${name} expects ${type}, but matches none of its samples: set the source in the rule to that of the contract, and check the rest of its pattern.`,
    ),
    ...errorIf(takes.length === 0, `${name} matches no event: correct its pattern, or delete it.`),
  ];
}

/** The event types in a rule's pattern. A pattern without texts, such as a prefix, only has to match some event. */
function typesNamedBy({ eventPattern }: RuleResource): readonly string[] {
  const types = (eventPattern?.['detail-type'] ?? []) as readonly unknown[];
  return types.filter((type): type is string => typeof type === 'string');
}

function checkEvent({ type, source }: AnyEvent, { samples, description }: WiringSources): readonly string[] {
  const service = source.replace(/^tradepost\./, '');
  const streams = new Set(
    description.eventSourceMappings
      .filter((mapping) => mapping.service === service && mapping.eventSourceArn.includes(':dynamodb:'))
      .map(({ functionName }) => functionName),
  );
  const publishers = description.functions.filter(
    ({ functionName, environment }) => streams.has(functionName) && 'EVENT_BUS_NAME' in environment,
  );
  return [
    ...errorIf(
      publishers.length === 0,
      `${type} has the source ${source}, but no function of that service reads a stream and has EVENT_BUS_NAME: publish it there, or correct the source in its contract.`,
    ),
    ...errorIf(
      !samples.some(({ message }) => message.type === type && message.source === source),
      `${type} has no sample of ${source}: add one with a spec of that service (expectSamples), or delete the contract if no service publishes the event.`,
    ),
  ];
}

function checkCommand(
  { type, service }: AnyCommand,
  inboxes: readonly Inbox[],
  { samples, description, stage }: WiringSources,
): readonly string[] {
  const name = commandsName(stage, service);
  return [
    ...errorIf(
      !inboxes.some(({ queue }) => queue.queueName === name),
      `${type} has no inbox ${name}: add "commands" to services/${service}/resources/queues.yml.`,
    ),
    ...errorIf(
      !description.functions.some(({ functionName }) => functionName === name),
      `${type} has no function ${name} that executes it: add it to services/${service}.`,
    ),
    ...errorIf(
      !samples.some(({ message }) => message.type === type),
      `${type} has no sample: add one with a spec of its sender (expectSamples).`,
    ),
  ];
}

function checkInbox({ queue, deadLetters, consumers, takes }: Inbox): readonly string[] {
  const name = `${queue.service}: the inbox ${queue.queueName}`;
  return [
    ...errorIf(
      consumers.length === 0,
      `${name} has no consumer: make its queue an event source of a function.`,
    ),
    ...errorIf(takes.length === 0, `${name} receives no messages: add a rule for it, or delete it.`),
    ...errorIf(
      deadLetters === undefined,
      `${name} has a dead-letter queue that no template declares: declare it, or correct the redrive policy.`,
    ),
  ];
}

function errorIf(isWrong: boolean, error: string): readonly string[] {
  return isWrong ? [error] : [];
}
