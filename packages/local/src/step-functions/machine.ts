import type { StateMachineResource } from '@tradepost/compiled-service/templates/resources';
import { type StateMachine, statesOf, type TaskState } from '@tradepost/states-language/schema';
import { isFunctionArn, parseTaskResource } from '@tradepost/states-language/task-resource';
import { validate } from '@tradepost/states-language/validate';
import { INTEGRATIONS } from './integrations.ts';

/** A state machine that is ready to run. */
export type Machine = { readonly resource: StateMachineResource; readonly definition: StateMachine };

/**
 * Creates a machine from a declared state machine. Throws, with the names of the machine, its service and the state, if the
 * definition has anything that would not run here as on AWS.
 */
export function createMachine(resource: StateMachineResource): Machine {
  try {
    const definition = validate(resource.definition);
    for (const [name, state] of statesOf(definition)) {
      const reason = state.Type === 'Task' ? refusalOf(state, resource.type) : undefined;
      if (reason !== undefined) throw new Error(`State "${name}": ${reason}`);
    }
    return { resource, definition };
  } catch (error) {
    const where = `State machine "${resource.name}" (${resource.logicalId} of ${resource.service})`;
    throw new Error(`${where}: ${(error as Error).message}`, { cause: error });
  }
}

/** Returns the reason for which a task cannot run here. */
function refusalOf(
  { Resource, HeartbeatSeconds, HeartbeatSecondsPath }: TaskState,
  type: StateMachineResource['type'],
): string | undefined {
  const parsed = parseTaskResource(Resource);
  const isKnown =
    parsed.kind === 'function'
      ? isFunctionArn(Resource)
      : Object.hasOwn(INTEGRATIONS, `${parsed.service}:${parsed.action}`) &&
        !parsed.pattern.startsWith('sync');
  if (!isKnown) return `the resource "${Resource}" is not supported here`;
  // https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
  if (type === 'EXPRESS' && parsed.pattern !== 'request')
    return 'Express workflows do not support .waitForTaskToken';
  const hasHeartbeat = HeartbeatSeconds !== undefined || HeartbeatSecondsPath !== undefined;
  return hasHeartbeat && parsed.pattern !== 'waitForTaskToken'
    ? 'HeartbeatSeconds is supported here only with .waitForTaskToken'
    : undefined;
}
