import type { StateMachine, StateMachineDefinition } from 'aws-local-stepfunctions';
import type { StateMachineResource } from '../resources.ts';
import { adaptDefinition } from './adapt-definition.ts';
import type { Definition } from './asl.ts';
import { statesOf } from './asl.ts';
import { checkDefinition } from './check-definition.ts';
import type { TaskResource } from './task-resource.ts';
import { parseTaskResource } from './task-resource.ts';

/** A state that a handler of ours runs: every Task, and every Wait. */
export type TaskState = {
  readonly name: string;
  readonly topLevel: boolean;
  readonly resource: TaskResource | { readonly kind: 'wait' };
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
};

/** A state machine, ready to run. */
export type Machine = {
  readonly resource: StateMachineResource;
  readonly timeoutSeconds?: number;
  readonly tasks: readonly TaskState[];
  readonly topLevelNames: ReadonlySet<string>;
  /** The types as declared, by the name of the state. */
  readonly typeOf: ReadonlyMap<string, string>;
  /** What `$$.State` is in each state, by the state's key. */
  readonly stateOf: Readonly<Record<string, object>>;
  /** Takes the name of a top-level state, or nothing for the first; returns what runs the workflow from there. */
  readonly runnerFrom: (stateName?: string) => StateMachine;
};

/** The library's constructor. It is loaded only where a state machine is declared: it takes 150 ms and 35 MB. */
export type StateMachineClass = typeof StateMachine;

/**
 * Takes a declared state machine, the library's class, and whether the document's form was checked before (the
 * library takes 0.2 s for that); returns the machine. Throws, naming machine, service and state, where the definition
 * is invalid or asks for what does not run here.
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

/** The library checks the document's form: fields, paths, transitions, reachability. */
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
