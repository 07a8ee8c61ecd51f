import type {
  CloudResources,
  RuleResource,
  StateMachineResource,
} from '@tradepost/compiled-service/templates/resources';

/** A command that one of our services sends. */
export type CommandSend = {
  readonly service: string;
  readonly type: string;
  /** ARN of the function that is invoked or of the queue that gets the command. */
  readonly to: string;
  /** The sender: a rule, or a state of a state machine. */
  readonly by: string;
};

/**
 * Finds the commands that our services send: by rules that transform events into commands, and by tasks of state machines
 * that invoke a function with a command or put one into a queue.
 *
 * @param commands types of all commands
 * @param rules rules with the types of the messages that they create
 * @param resources the state machines, and the queues that they send messages to
 */
export function sendsOf(
  commands: ReadonlySet<string>,
  rules: readonly { readonly rule: RuleResource; readonly makes: readonly string[] }[],
  { stateMachines, queues }: Pick<CloudResources, 'stateMachines' | 'queues'>,
): readonly CommandSend[] {
  const byRules = rules.flatMap(({ rule: { service, logicalId, targets }, makes }) =>
    makes.flatMap((type) => targets.map(({ arn }) => ({ service, type, to: arn, by: `rule ${logicalId}` }))),
  );
  const byMachines = stateMachines.flatMap(tasksOf).map((send) => ({ ...send, to: arnOf(send.to, queues) }));
  return [...byRules, ...byMachines].filter(({ type }) => commands.has(type));
}

type State = {
  readonly Type?: string;
  readonly Resource?: string;
  readonly Parameters?: {
    readonly command?: string;
    readonly QueueUrl?: string;
    readonly MessageBody?: Body;
  };
  readonly Branches?: readonly Machine[];
  readonly Iterator?: Machine;
  readonly ItemProcessor?: Machine;
};
type Body = { readonly type?: string };
type Machine = { readonly States?: Readonly<Record<string, State>> };

const SEND_MESSAGE = 'arn:aws:states:::sqs:sendMessage';

function tasksOf({ service, logicalId, definition }: StateMachineResource): readonly CommandSend[] {
  return statesOf(definition as Machine).flatMap(([name, { Resource: resource = '', Parameters }]) => {
    const isQueued = resource.startsWith(SEND_MESSAGE);
    const type = isQueued ? Parameters?.MessageBody?.type : Parameters?.command;
    const to = isQueued ? Parameters?.QueueUrl : resource;
    if (type === undefined || to === undefined) return [];
    return [{ service, type, to, by: `state machine ${logicalId}, state ${name}` }];
  });
}

function statesOf({ States = {} }: Machine): readonly (readonly [string, State])[] {
  return Object.entries(States).flatMap(([name, state]) => [
    [name, state] as const,
    ...[...(state.Branches ?? []), ...[state.Iterator, state.ItemProcessor].filter(isThere)].flatMap(
      statesOf,
    ),
  ]);
}

function isThere<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}

/** A queue's URL ends in its name. */
function arnOf(to: string, queues: CloudResources['queues']): string {
  return queues.find(({ queueName }) => to.endsWith(`/${queueName}`))?.arn ?? to;
}
