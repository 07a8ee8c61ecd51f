import {
  numberIn,
  objectIn,
  objectsIn,
  type Properties,
  textIn,
} from '@tradepost/compiled-service/templates/properties';
import type { Cloud, CloudResource } from './cloud.ts';
import { functionAt, variablesIn } from './function-at.ts';
import { listed } from './policies.ts';
import { type Fault, faultUnless, type Rule } from './rule.ts';

/**
 * Errors of Lambda itself, not of a function.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html
 */
const LAMBDA_ERRORS: readonly string[] = [
  'Lambda.TooManyRequestsException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
];
const WILDCARDS: readonly string[] = ['States.ALL', 'States.TaskFailed'];

const MIN_ATTEMPTS = 6;
const MIN_RETRY_SECONDS = 60;
/** Most attempts, and the longest time in seconds for which a task repeats its call. */
type Limit = { readonly attempts: number; readonly seconds: number };
/** Within an Express execution. */
const SHORT: Limit = { attempts: 8, seconds: 240 };
/** For a Standard workflow without a time limit: nobody starts it again, so it must outlast an outage. */
const LONG: Limit = { attempts: 40, seconds: 2 * 24 * 3_600 };
/** @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const EXPRESS_SECONDS = 300;
/** The sweeper runs each minute. */
const SWEEP_SECONDS = 60;

const types = ['AWS::StepFunctions::StateMachine'];

export const workflowRules: readonly Rule[] = [
  {
    name: 'state-machine-logs',
    types,
    holds: ({ properties }) => {
      const logging = objectIn(properties, 'LoggingConfiguration') ?? {};
      const level = textIn(logging, 'Level') ?? 'OFF';
      return level !== 'OFF' && objectsIn(logging, 'Destinations').length > 0;
    },
    otherwise: 'does not log its failures',
    fix: 'Set loggingConfig with a level and a log group.',
  },
  {
    name: 'workflow-retries-lambda',
    types,
    check: (machine) => {
      const definition = definitionOf(machine);
      const timeout = timeoutOf(definition);
      const isLong =
        textIn(machine.properties, 'StateMachineType') === 'STANDARD' && !Number.isFinite(timeout);
      const limit = isLong ? LONG : { ...SHORT, seconds: Math.min(SHORT.seconds, timeout) };
      return tasksOf(definition)
        .filter(([, task]) => isFunction(textIn(task, 'Resource')))
        .flatMap(([name, task]) => checkTask(name, task, limit));
    },
    fix: `Give the task a retrier for ${LAMBDA_ERRORS.join(', ')} before that for States.ALL, as fulfil-order.asl.yml has.`,
  },
  {
    name: 'workflow-times',
    types,
    check: (machine, cloud) => {
      const timeout = timeoutOf(definitionOf(machine));
      const isExpress = textIn(machine.properties, 'StateMachineType') === 'EXPRESS';
      const lostAfter = environmentOf(cloud, 'SAGA_LOST_AFTER_SECONDS', machine.service);
      const [reservation] = environmentOf(cloud, 'RESERVATION_TTL_SECONDS');
      return [
        ...faultUnless(
          !isExpress || timeout < EXPRESS_SECONDS,
          `has no TimeoutSeconds below ${EXPRESS_SECONDS}, at which an Express execution ends`,
        ),
        ...tasksOf(definitionOf(machine)).flatMap(([name, task]) => checkWait(name, task, cloud)),
        ...lostAfter.flatMap((seconds) => [
          ...faultUnless(
            seconds > timeout,
            `may run for ${timeout} s, and counts as lost after ${seconds} s`,
          ),
          ...faultUnless(
            reservation === undefined || reservation >= seconds + SWEEP_SECONDS + timeout,
            `may be started again after ${seconds} s, and a reservation expires after ${reservation} s`,
          ),
        ]),
      ];
    },
    fix: 'TimeoutSeconds < SAGA_LOST_AFTER_SECONDS, RESERVATION_TTL_SECONDS covers a lost execution and the next one, and a task waits as long as its function may run.',
  },
];

function definitionOf({ properties }: CloudResource): Properties {
  const text = textIn(properties, 'DefinitionString');
  return text === undefined ? (objectIn(properties, 'Definition') ?? {}) : (JSON.parse(text) as Properties);
}

function timeoutOf(definition: Properties): number {
  return numberIn(definition, 'TimeoutSeconds') ?? Number.POSITIVE_INFINITY;
}

/** The Task states of a definition with their names, those of Parallel and Map states too. */
function tasksOf(definition: Properties): readonly (readonly [string, Properties])[] {
  return Object.entries(objectIn(definition, 'States') ?? {}).flatMap(([name, value]) => {
    const state = value as Properties;
    const inner = [
      ...objectsIn(state, 'Branches'),
      objectIn(state, 'ItemProcessor') ?? {},
      objectIn(state, 'Iterator') ?? {},
    ];
    const own = textIn(state, 'Type') === 'Task' ? [[name, state] as const] : [];
    return [...own, ...inner.flatMap(tasksOf)];
  });
}

/** A task that ends before its function does starts the function again while it runs. */
function checkWait(name: string, task: Properties, cloud: Cloud): readonly Fault[] {
  const resource = textIn(task, 'Resource');
  const waits = numberIn(task, 'TimeoutSeconds');
  if (!isFunction(resource) || waits === undefined) return [];
  const runs = functionAt(resource, cloud)?.timeoutSeconds ?? 0;
  return faultUnless(waits >= runs, `waits ${waits} s in ${name} for a function that may run for ${runs} s`);
}

function isFunction(resource: string | undefined): boolean {
  return resource !== undefined && /:lambda:.*:function:|:::lambda:invoke/.test(resource);
}

function checkTask(name: string, task: Properties, limit: Limit): readonly Fault[] {
  const retriers = objectsIn(task, 'Retry');
  const first = LAMBDA_ERRORS.map((error) =>
    retriers.find((retrier) => listed(retrier['ErrorEquals']).some((each) => matches(each, error))),
  );
  const own = first[0];
  if (own === undefined || first.some((retrier) => retrier !== own) || hasWildcard(own))
    return [{ subject: name, detail: `${name} has no retrier of its own for errors of Lambda` }];
  const attempts = numberIn(own, 'MaxAttempts') ?? 0;
  const seconds = longestSeconds(own, attempts);
  const holds =
    attempts >= MIN_ATTEMPTS &&
    attempts <= limit.attempts &&
    seconds >= MIN_RETRY_SECONDS &&
    seconds <= limit.seconds &&
    textIn(own, 'JitterStrategy') === 'FULL';
  return holds
    ? []
    : [
        {
          subject: name,
          detail: `${name} repeats a throttled call ${attempts} times within ${seconds} s; ${MIN_ATTEMPTS} to ${limit.attempts} times within ${MIN_RETRY_SECONDS} to ${limit.seconds} s, with full jitter, are right`,
        },
      ];
}

function matches(name: unknown, error: string): boolean {
  return name === error || WILDCARDS.includes(String(name));
}

function hasWildcard(retrier: Properties): boolean {
  return listed(retrier['ErrorEquals']).some((name) => WILDCARDS.includes(String(name)));
}

/** Sum of the intervals without jitter. */
function longestSeconds(retrier: Properties, attempts: number): number {
  const interval = numberIn(retrier, 'IntervalSeconds') ?? 1;
  const rate = numberIn(retrier, 'BackoffRate') ?? 2;
  const most = numberIn(retrier, 'MaxDelaySeconds') ?? Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let attempt = 0; attempt < attempts; attempt += 1) sum += Math.min(interval * rate ** attempt, most);
  return sum;
}

/** Values of an environment variable in seconds, of all functions or of those of one service. */
function environmentOf(cloud: Cloud, name: string, service?: string): readonly number[] {
  const values = cloud
    .ofType('AWS::Lambda::Function')
    .filter((lambda) => service === undefined || lambda.service === service)
    .flatMap(({ declared }) => numberIn(variablesIn(declared.Properties), name) ?? []);
  return [...new Set(values)];
}
