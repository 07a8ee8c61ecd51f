import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import type {
  EventSourceMappingResource,
  FunctionResource,
  QueueResource,
  RuleResource,
} from '@tradepost/compiled-service/templates/resources';
import { traceEvent } from '@tradepost/compiled-service/templates/trace-event';
import type { Registry } from '@tradepost/contracts/registry';
import type { Sample } from '@tradepost/contracts/samples';
import { type CommandSend, sendsOf } from './command-sends.ts';

/** Senders and receivers of all messages, from the compiled templates and the contracts. */
export type Wiring = {
  readonly rules: readonly WiredRule[];
  readonly inboxes: readonly Inbox[];
  /** Functions that execute commands by direct invocation and return the reply. */
  readonly commandFunctions: readonly CommandFunction[];
  /** Commands that our services send. */
  readonly sends: readonly CommandSend[];
};

/** A rule on the bus that sends messages to a service. */
export type WiredRule = {
  readonly rule: RuleResource;
  /** Types of the events that match the rule. */
  readonly takes: readonly string[];
  /** Types of the messages that the rule sends. They differ from `takes` if it has an input transformer. */
  readonly makes: readonly string[];
  readonly isForEveryEvent: boolean;
};

/** A queue with a dead-letter queue, from which a service consumes messages. */
export type Inbox = {
  readonly queue: QueueResource;
  readonly deadLetters: QueueResource | undefined;
  readonly maxReceiveCount: number;
  /** Types of the messages in the queue. */
  readonly takes: readonly string[];
  readonly consumers: readonly {
    readonly function: FunctionResource;
    readonly mapping: EventSourceMappingResource;
  }[];
};

export type CommandFunction = { readonly function: FunctionResource; readonly takes: readonly string[] };

/** Sources from which the wiring is derived. */
export type WiringSources = {
  readonly registry: Registry;
  /** At least one sample of each event: they determine which rules match. */
  readonly samples: readonly Sample[];
  readonly description: CloudDescription;
  /** Stage for which the templates were compiled. */
  readonly stage: string;
};

/**
 * Derives the senders and receivers of all messages. Each sample of an event is matched against the rules. The inbox and the
 * function of commands are found by their name, `tradepost-{stage}-{service}-commands`.
 *
 * @throws if a rule is invalid
 */
export function wiringOf(sources: WiringSources): Wiring {
  const rules = rulesOf(sources);
  const { registry, description, stage } = sources;
  const commands = new Set(registry.commands.map(({ contract }) => contract.type));
  return {
    rules,
    inboxes: description.queues
      .filter(({ attributes }) => attributes['RedrivePolicy'] !== undefined)
      .map((queue) => toInbox(queue, rules, sources)),
    commandFunctions: description.functions.flatMap((each) => {
      const takes = commandsOf(sources, each.service);
      const isCommandFunction = each.functionName === commandsName(stage, each.service) && takes.length > 0;
      return isCommandFunction ? [{ function: each, takes }] : [];
    }),
    sends: sendsOf(commands, rules, description),
  };
}

/** Name of a service's inbox for commands, and of the function that consumes it. */
export function commandsName(stage: string, service: string): string {
  return `tradepost-${stage}-${service}-commands`;
}

function rulesOf({ registry, samples, description }: WiringSources): readonly WiredRule[] {
  const traced = samples
    .filter(({ kind }) => kind === 'event')
    .flatMap(({ message }) => {
      const event = { source: message.source, detailType: message.type, detail: { ...message } };
      return traceEvent(description, event).map(({ rule, input }) => ({
        rule,
        takes: message.type,
        makes: String((JSON.parse(input) as { type?: unknown }).type),
      }));
    });
  return description.rules
    .filter(({ eventPattern }) => eventPattern !== undefined)
    .map((rule) => {
      const matching = traced.filter((each) => each.rule === rule);
      const takes = unique(matching.map((each) => each.takes));
      return {
        rule,
        takes,
        makes: unique(matching.map((each) => each.makes)),
        isForEveryEvent: registry.events.every(({ contract }) => takes.includes(contract.type)),
      };
    });
}

function toInbox(queue: QueueResource, rules: readonly WiredRule[], sources: WiringSources): Inbox {
  const { description, stage } = sources;
  const redrive = JSON.parse(queue.attributes['RedrivePolicy'] ?? '{}') as {
    deadLetterTargetArn?: string;
    maxReceiveCount?: number;
  };
  const byRules = rules.filter(({ rule }) => rule.targets.some(({ arn }) => arn === queue.arn));
  const isForCommands = queue.queueName === commandsName(stage, queue.service);
  return {
    queue,
    deadLetters: description.queues.find(({ arn }) => arn === redrive.deadLetterTargetArn),
    maxReceiveCount: Number(redrive.maxReceiveCount),
    takes: unique([
      ...byRules.flatMap(({ makes }) => makes),
      ...(isForCommands ? commandsOf(sources, queue.service) : []),
    ]),
    consumers: description.eventSourceMappings
      .filter(({ eventSourceArn, enabled }) => enabled && eventSourceArn === queue.arn)
      .flatMap((mapping) =>
        description.functions
          .filter(({ functionName }) => functionName === mapping.functionName)
          .map((each) => ({ function: each, mapping })),
      ),
  };
}

function commandsOf({ registry }: WiringSources, service: string): readonly string[] {
  return registry.commands
    .filter(({ contract }) => contract.service === service)
    .map(({ contract }) => contract.type);
}

function unique(types: readonly string[]): readonly string[] {
  return [...new Set(types)].toSorted();
}
