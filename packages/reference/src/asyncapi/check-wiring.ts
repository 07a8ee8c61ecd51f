import type { AnyCommand, AnyEvent } from '@tradepost/contracts/registry';
import type { RuleResource } from '@tradepost/local/resources';
import { commandsName, type Inbox, type WiredRule, type WiringSources, wiringOf } from './wiring.ts';

/**
 * Holds the compiled templates against the contracts: rules wait for events that there are, events have a producer,
 * commands are carried out, and what comes to a service is taken.
 *
 * @returns what is wrong, a sentence each, with how to mend it; none where all is well
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
        `${name} waits for ${type}, which is no event: add its contract to packages/contracts/src/events, or take it out of the rule.`,
    ),
    ...neverMatched.map(
      (type) =>
        `${name} waits for ${type}, but matches none of its samples: set the rule’s source to that of the contract, and look at the rest of its pattern.`,
    ),
    ...(takes.length === 0
      ? [`${name} matches no event that there is: mend its pattern, or delete it.`]
      : []),
  ];
}

/** What stands in its pattern as text; other ways to match have to match something at all. */
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
    ...(publishers.length > 0
      ? []
      : [
          `${type} has the source ${source}, of which no function reads a stream and knows the bus: publish it there, or mend its contract’s source.`,
        ]),
    ...(samples.some(({ message }) => message.type === type && message.source === source)
      ? []
      : [
          `${type} has no sample by ${source}: have a spec of that service make it (expectSamples), or delete the contract if nobody says it.`,
        ]),
  ];
}

function checkCommand(
  { type, service }: AnyCommand,
  inboxes: readonly Inbox[],
  { samples, description, stage }: WiringSources,
): readonly string[] {
  const name = commandsName(stage, service);
  return [
    ...(inboxes.some(({ queue }) => queue.queueName === name)
      ? []
      : [`${type} has no inbox ${name}: add «commands» to services/${service}/resources/queues.yml.`]),
    ...(description.functions.some(({ functionName }) => functionName === name)
      ? []
      : [`${type} has no function ${name} that carries it out: add it to services/${service}.`]),
    ...(samples.some(({ message }) => message.type === type)
      ? []
      : [`${type} has no sample: have a spec of its sender make it (expectSamples).`]),
  ];
}

function checkInbox({ queue, deadLetters, consumers, takes }: Inbox): readonly string[] {
  const name = `${queue.service}: the inbox ${queue.queueName}`;
  return [
    ...(consumers.length > 0
      ? []
      : [`${name} has no consumer: give a function its queue as an event source.`]),
    ...(takes.length > 0 ? [] : [`${name} gets nothing: give it a rule, or delete it.`]),
    ...(deadLetters === undefined ? [`${name} has dead letters that no template declares.`] : []),
  ];
}
