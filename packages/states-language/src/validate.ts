import { z } from 'zod';
import {
  innerStatesOf,
  type State,
  type StateMachine,
  type States,
  stateMachine,
  statesOf,
} from './schema.ts';

/** A definition has something that is not valid or not supported. The message names the state and the field. */
class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
}

const validated = new WeakMap<object, StateMachine>();

/**
 * Checks that a definition is valid and that the interpreter supports everything in it. A definition that was checked
 * before is not checked again.
 *
 * @returns the definition, typed
 * @throws `DefinitionError` with the name of the state and of the field
 */
export function validate(definition: object): StateMachine {
  const known = validated.get(definition);
  if (known !== undefined) return known;
  const { error } = stateMachine.safeParse(definition);
  const [issue] = error?.issues ?? [];
  if (issue !== undefined) throw refusal(...placeOf(issue));
  const machine = definition as StateMachine;
  checkStates(machine, 'The state machine');
  const names = new Set<string>();
  for (const [name] of statesOf(machine)) {
    if (names.has(name)) throw refusal(`State "${name}"`, 'another state of the same machine has this name');
    names.add(name);
  }
  validated.set(definition, machine);
  return machine;
}

/** Returns the state of an issue, and what is wrong with it. */
function placeOf(issue: z.core.$ZodIssue): [where: string, reason: string] {
  const { path } = issue;
  const at = path.findLastIndex((part, index) => part === 'States' && index < path.length - 1);
  const where = at === -1 ? 'The state machine' : `State "${String(path[at + 1])}"`;
  const field = z.core.toDotPath(path.slice(at === -1 ? 0 : at + 2));
  const reason =
    issue.code === 'unrecognized_keys' ? `the field "${issue.keys[0]}" is not supported` : issue.message;
  return [where, field === '' ? reason : `${field}: ${reason}`];
}

function checkStates(group: States, where: string): void {
  const { StartAt, States } = group;
  if (!Object.hasOwn(States, StartAt))
    throw refusal(where, `starts at "${StartAt}", which is not one of its states`);
  for (const [name, state] of Object.entries(States)) {
    const place = `State "${name}"`;
    for (const next of nextNamesOf(state)) {
      if (!Object.hasOwn(States, next))
        throw refusal(place, `continues with "${next}", which is not a state beside it`);
    }
    checkToken(state, place);
    for (const inner of innerStatesOf(state)) checkStates(inner, place);
  }
  const reached = new Set([StartAt]);
  for (const name of reached) {
    for (const next of nextNamesOf(States[name] as State)) reached.add(next);
  }
  const lost = Object.keys(States).find((name) => !reached.has(name));
  if (lost !== undefined) throw refusal(`State "${lost}"`, 'no other state leads to it');
}

const TOKEN = '$$.Task.Token';

/** A token must be passed on by a task that waits for it, and exists nowhere else. */
function checkToken(state: State, where: string): void {
  const waits = state.Type === 'Task' && state.Resource.endsWith('.waitForTaskToken');
  const usesToken = 'Parameters' in state && JSON.stringify(state.Parameters ?? null).includes(TOKEN);
  if (waits && !usesToken) throw refusal(where, `Parameters must contain ${TOKEN}`);
  if (!waits && usesToken) throw refusal(where, `${TOKEN} is available only with .waitForTaskToken`);
}

/** Returns the names of the states that may follow a state. */
function nextNamesOf(state: State): readonly string[] {
  const next = 'Next' in state ? [state.Next] : [];
  const caught = 'Catch' in state ? (state.Catch ?? []).map(({ Next }) => Next) : [];
  const chosen = state.Type === 'Choice' ? [...state.Choices.map(({ Next }) => Next), state.Default] : [];
  return [...next, ...caught, ...chosen].filter((name) => name !== undefined);
}

function refusal(where: string, reason: string): DefinitionError {
  return new DefinitionError(`${where}: ${reason}`);
}
