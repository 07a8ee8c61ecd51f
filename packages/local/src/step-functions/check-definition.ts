import type { StateMachineResource } from '@tradepost/compiled-service/templates/resources';
import type { Definition, State } from './asl.ts';
import { isRecord, statesOf } from './asl.ts';
import { checkExpressions } from './check-expressions.ts';
import { parseTaskResource } from './task-resource.ts';
import { MAX_TIMER_MS } from './timer.ts';

const MS_PER_SECOND = 1_000;

const MACHINE_FIELDS = ['StartAt', 'States', 'Comment', 'Version', 'TimeoutSeconds', 'QueryLanguage'];
const INNER_FIELDS = ['StartAt', 'States', 'Comment', 'ProcessorConfig', 'QueryLanguage'];
const COMMON_FIELDS = ['Type', 'Comment', 'InputPath', 'OutputPath', 'QueryLanguage'];
const FLOW_FIELDS = ['Next', 'End'];
const RESULT_FIELDS = ['ResultSelector', 'ResultPath', 'Retry', 'Catch'];

/** Supported fields by the type of the state. Other fields are refused, never ignored. */
const STATE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Task: [...FLOW_FIELDS, ...RESULT_FIELDS, 'Resource', 'Parameters', 'TimeoutSeconds', 'HeartbeatSeconds'],
  Pass: [...FLOW_FIELDS, 'Result', 'Parameters', 'ResultPath'],
  Wait: [...FLOW_FIELDS, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  Choice: ['Choices', 'Default'],
  Succeed: [],
  Fail: ['Error', 'Cause', 'ErrorPath', 'CausePath'],
  Parallel: [...FLOW_FIELDS, ...RESULT_FIELDS, 'Branches', 'Parameters'],
  Map: [
    ...FLOW_FIELDS,
    ...RESULT_FIELDS,
    ...['Iterator', 'ItemProcessor', 'ItemsPath', 'ItemSelector', 'Parameters'],
    ...['MaxConcurrency', 'MaxConcurrencyPath'],
  ],
};

/**
 * Throws if the definition of a state machine has anything that would not run here as on AWS, with the names of the machine,
 * its service and the state. The library checks the form of the document.
 * @see https://states-language.net/spec.html
 */
export function checkDefinition(machine: StateMachineResource): void {
  const definition = machine.definition as Definition;
  const refuse: Refuse = (reason, stateName) => {
    const where = stateName === undefined ? '' : `, state "${stateName}"`;
    throw new Error(
      `State machine "${machine.name}" (${machine.logicalId} of ${machine.service})${where}: ${reason}`,
    );
  };
  if (!isRecord(definition.States)) refuse('its definition has no States');
  checkFields(definition, MACHINE_FIELDS, refuse);
  const names = new Set<string>();
  for (const { name, state, topLevel } of statesOf(definition)) {
    if (names.has(name)) refuse('another state of the same machine has this name', name);
    names.add(name);
    checkState(name, state, machine.type, refuse);
    checkExpressions(state, topLevel, (reason) => refuse(reason, name));
  }
}

export type Refuse = (reason: string, stateName?: string) => never;

function checkState(name: string, state: State, type: StateMachineResource['type'], refuse: Refuse): void {
  const allowed = STATE_FIELDS[state.Type];
  if (allowed === undefined) refuse(`the type "${state.Type}" is unknown`, name);
  checkFields(state, [...COMMON_FIELDS, ...allowed], refuse, name);
  if (state.Type === 'Task') checkTask(name, state, type, refuse);
  if (state.Type === 'Map') checkMap(name, state, refuse);
  if (state.Type === 'Parallel') {
    for (const branch of state['Branches'] as readonly Definition[]) {
      checkFields(branch, INNER_FIELDS, refuse, name);
    }
  }
}

function checkFields(
  holder: Readonly<Record<string, unknown>>,
  allowed: readonly string[],
  refuse: Refuse,
  stateName?: string,
): void {
  for (const field of Object.keys(holder)) {
    if (!allowed.includes(field)) refuse(`the field "${field}" is not supported here`, stateName);
  }
  const language = holder['QueryLanguage'];
  if (language !== undefined && language !== 'JSONPath') {
    refuse(`the query language ${String(language)} is not supported here: use JSONPath`, stateName);
  }
}

function checkTask(name: string, state: State, type: StateMachineResource['type'], refuse: Refuse): void {
  const resource = parseTaskResource(String(state['Resource']));
  if (resource === undefined) {
    refuse(`the resource "${String(state['Resource'])}" is not supported here`, name);
  }
  const pattern = resource.kind === 'function' ? 'request' : resource.pattern;
  if (type === 'EXPRESS' && pattern !== 'request') {
    // https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
    refuse('Express workflows support neither .sync nor .waitForTaskToken', name);
  }
  if (state['HeartbeatSeconds'] !== undefined && pattern !== 'token') {
    refuse('HeartbeatSeconds is supported here only with .waitForTaskToken', name);
  }
  const usesToken = JSON.stringify(state['Parameters'] ?? null).includes('$$.Task.Token');
  if (pattern === 'token' && !usesToken) refuse('Parameters must contain $$.Task.Token', name);
  if (pattern !== 'token' && usesToken)
    refuse('$$.Task.Token is available only with .waitForTaskToken', name);
  for (const field of ['TimeoutSeconds', 'HeartbeatSeconds']) {
    const seconds = state[field];
    if (typeof seconds === 'number' && seconds * MS_PER_SECOND > MAX_TIMER_MS) {
      refuse(`${field} is supported here up to ${Math.floor(MAX_TIMER_MS / MS_PER_SECOND)}`, name);
    }
  }
}

function checkMap(name: string, state: State, refuse: Refuse): void {
  const processor = (state['ItemProcessor'] ?? state['Iterator']) as Definition | undefined;
  if (processor === undefined) refuse('it has no ItemProcessor', name);
  checkFields(processor, INNER_FIELDS, refuse, name);
  const config = processor['ProcessorConfig'];
  if (isRecord(config) && config['Mode'] !== undefined && config['Mode'] !== 'INLINE') {
    refuse(`a Map of mode ${String(config['Mode'])} is not supported here: use INLINE`, name);
  }
}
