import type { StateMachineResource } from '@tradepost/compiled-service/templates/resources';
import type { StateMachine, StateMachineDefinition } from 'aws-local-stepfunctions';
import { adaptDefinition } from './adapt-definition.ts';
import type { Definition } from './asl.ts';
import { statesOf } from './asl.ts';
import { checkDefinition } from './check-definition.ts';
import type { TaskResource } from './task-resource.ts';
import { parseTaskResource } from './task-resource.ts';

/** A Task or Wait state: our handlers run both. */
export type TaskState = {
  readonly name: string;
  readonly topLevel: boolean;
  readonly resource: TaskResource | { readonly kind: 'wait' };
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
};

/** A state machine that is ready to run. */
export type Machine = {
  readonly resource: StateMachineResource;
  readonly timeoutSeconds?: number;
  readonly tasks: readonly TaskState[];
  readonly topLevelNames: ReadonlySet<string>;
  /** Declared types by the name of the state. */
  readonly typeOf: ReadonlyMap<string, string>;
  /** Values of `$$.State` by the state's key. */
  readonly stateOf: Readonly<Record<string, object>>;
  /** Returns a runner that starts at a top-level state, by default the first. */
  readonly runnerFrom: (stateName?: string) => StateMachine;
};

/** Constructor of the library. It is loaded only if a state machine is declared: it takes 150 ms and 35 MB. */
export type StateMachineClass = typeof StateMachine;

/**
 * Creates a machine from a declared state machine. If `validated`, the form of the document was checked earlier and is not
 * checked again, which takes the library 0.2 s. Throws, with the names of machine, service and state, if the definition is
 * invalid or has elements that are not supported.
 */
export function createMachine(
  resource: StateMachineResource,
  library: StateMachineClass,
  validated = false,
): Machine {
  checkDefinition(resource);
  const definition = resource.definition as Definition;
  if (!validated) validate(resource, library);

  const states = [...statesOf(definition)];
  const keys = new Map(states.map(({ name }, index) => [name, `s${index}`]));
  const keyOf = (name: string): string => keys.get(name) ?? name;
  const adapted = adaptDefinition(definition, keyOf);
  const runners = new Map<string, StateMachine>();
  const runnerFrom = (stateName = definition.StartAt): StateMachine => {
    const known = runners.get(stateName);
    if (known !== undefined) return known;
    const started = { ...adapted, StartAt: stateName } as unknown as StateMachineDefinition;
    const runner = new library(started, { validationOptions: { noValidate: true } });
    runners.set(stateName, runner);
    return runner;
  };
  const timeoutSeconds = definition['TimeoutSeconds'];
  return {
    resource,
    ...(typeof timeoutSeconds === 'number' ? { timeoutSeconds } : {}),
    tasks: states.flatMap(({ name, state, topLevel }) => taskOf(name, state, topLevel)),
    topLevelNames: new Set(Object.keys(definition.States)),
    typeOf: new Map(states.map(({ name, state }) => [name, state.Type])),
    stateOf: Object.fromEntries(states.map(({ name }) => [keyOf(name), stateContext(name)])),
    runnerFrom,
  };
}

/** Has the library check the document's form: fields, paths, transitions, reachability. */
function validate(resource: StateMachineResource, library: StateMachineClass): void {
  try {
    new library(resource.definition as unknown as StateMachineDefinition);
  } catch (error) {
    const where = `State machine "${resource.name}" (${resource.logicalId} of ${resource.service})`;
    throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function taskOf(name: string, state: Definition['States'][string], topLevel: boolean): TaskState[] {
  if (state.Type === 'Wait') return [{ name, topLevel, resource: { kind: 'wait' } }];
  if (state.Type !== 'Task') return [];
  const resource = parseTaskResource(String(state['Resource']));
  if (resource === undefined) return [];
  const { TimeoutSeconds, HeartbeatSeconds } = state;
  return [
    {
      name,
      topLevel,
      resource,
      ...(typeof TimeoutSeconds === 'number' ? { timeoutSeconds: TimeoutSeconds } : {}),
      ...(typeof HeartbeatSeconds === 'number' ? { heartbeatSeconds: HeartbeatSeconds } : {}),
    },
  ];
}

function stateContext(name: string): object {
  return {
    Name: name,
    get EnteredTime() {
      return new Date().toISOString();
    },
  };
}
