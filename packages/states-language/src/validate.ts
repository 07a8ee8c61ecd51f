import { innerStatesOf, type StateMachine, type States, statesOf } from './definition.ts';
import { AT_MOST_ONE, INNER_FIELDS, MACHINE_FIELDS, ONE_OF, STATE_FIELDS } from './supported-fields.ts';
import type { Check, Fields } from './validate-fields.ts';

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
  checkStates(definition as Fields, MACHINE_FIELDS, 'The state machine');
  const machine = definition as unknown as StateMachine;
  const names = new Set<string>();
  for (const [name] of statesOf(machine)) {
    if (names.has(name)) throw refusal(`State "${name}"`, 'another state of the same machine has this name');
    names.add(name);
  }
  validated.set(definition, machine);
  return machine;
}

function checkStates(states: Fields, fields: Readonly<Record<string, Check>>, where: string): void {
  if (!isFields(states)) throw refusal(where, 'is not an object');
  checkFields(states, fields, where);
  const { StartAt, States } = states;
  if (!isFields(States) || Object.keys(States).length === 0) throw refusal(where, 'has no States');
  if (typeof StartAt !== 'string' || !Object.hasOwn(States, StartAt))
    throw refusal(where, `starts at ${JSON.stringify(StartAt)}, which is not one of its states`);
  for (const [name, state] of Object.entries(States)) checkState(name, state as Fields, States);
  checkReachable(states as unknown as States);
}

function checkState(name: string, state: Fields, siblings: Fields): void {
  const where = `State "${name}"`;
  const type = isFields(state) ? String(state['Type']) : '';
  const fields = Object.hasOwn(STATE_FIELDS, type) ? STATE_FIELDS[type] : undefined;
  if (fields === undefined) throw refusal(where, `the type "${type}" is unknown`);
  checkFields(state, fields, where, ` in a state of type ${type}`);
  for (const names of ONE_OF[type] ?? []) {
    const count = names.filter((each) => state[each] !== undefined).length;
    if (count !== 1)
      throw refusal(where, `must have ${names.length > 1 ? 'exactly one of ' : ''}${names.join(', ')}`);
  }
  for (const names of AT_MOST_ONE) {
    if (names.every((each) => state[each] !== undefined))
      throw refusal(where, `cannot have both ${names.join(' and ')}`);
  }
  for (const next of nextNamesOf(state)) {
    if (!Object.hasOwn(siblings, next))
      throw refusal(where, `continues with "${next}", which is not a state beside it`);
  }
  checkToken(state, where);
  if (type === 'Parallel' && !Array.isArray(state['Branches']))
    throw refusal(where, 'Branches is not a list');
  const inner = innerStatesOf(state as never) as unknown as readonly Fields[];
  for (const group of inner) checkStates(group, INNER_FIELDS, where);
}

function checkFields(
  holder: Fields,
  allowed: Readonly<Record<string, Check>>,
  where: string,
  place = '',
): void {
  for (const [field, value] of Object.entries(holder)) {
    if (value === undefined) continue;
    const check = Object.hasOwn(allowed, field) ? allowed[field] : undefined;
    if (check === undefined) throw refusal(where, `the field "${field}" is not supported${place}`);
    const reason = check(value);
    if (reason !== undefined) throw refusal(where, `${field} ${reason}`);
  }
}

const TOKEN = '$$.Task.Token';

/** A token must be passed on by a task that waits for it, and exists nowhere else. */
function checkToken(state: Fields, where: string): void {
  const waits = /\.waitForTaskToken$/.test(String(state['Resource']));
  const usesToken = JSON.stringify(state['Parameters'] ?? null).includes(TOKEN);
  if (waits && !usesToken) throw refusal(where, `Parameters must contain ${TOKEN}`);
  if (!waits && usesToken) throw refusal(where, `${TOKEN} is available only with .waitForTaskToken`);
}

/** Returns the names of the states that may follow a state. */
function nextNamesOf(state: Fields): readonly string[] {
  const rules = [state['Choices'], state['Catch']].flatMap((list) => (list ?? []) as readonly Fields[]);
  const names = [state['Next'], state['Default'], ...rules.map(({ Next }) => Next)];
  return names.filter((next) => typeof next === 'string');
}

function checkReachable({ StartAt, States }: States): void {
  const reached = new Set([StartAt]);
  for (const name of reached) {
    for (const next of nextNamesOf(States[name] as unknown as Fields)) reached.add(next);
  }
  const lost = Object.keys(States).find((name) => !reached.has(name));
  if (lost !== undefined) throw refusal(`State "${lost}"`, 'no other state leads to it');
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusal(where: string, reason: string): DefinitionError {
  return new DefinitionError(`${where}: ${reason}`);
}
