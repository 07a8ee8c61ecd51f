/**
 * The alarms of a service beside those of its queues and tables. A function that reads a stream has one: it has been more than a
 * minute behind for five minutes. `resources/alarms.yml` declares others:
 * - `{functionKey: {behindSeconds}}` for a function that reads a stream: another limit than a minute;
 * - `{functionKey: {failingMinutes}}` for a function that runs on a schedule: it has failed in each of these minutes;
 * - `{stateMachineKey: {failingExecutions: true}}`: an execution failed or timed out;
 * - `{name: {metric, above, description}}` for a metric of the service itself: one value is above the limit; with
 *   `withinMinutes`, the sum of the values in that time is;
 * - `{name: {metric, below, withinMinutes, description}}`: the sum of the values in that time is below the limit, or there are none;
 * - `{functionKey: {slowMs}}` for a route that waits by design: the p95 above which it counts as slow.
 * Where the stage has `functionAlarms`, each function has two more: errors, and a p95 that is near what callers accept or near
 * the timeout. Throttles of all functions together have one alarm of the platform: a function's own would cost $0.10 a month,
 * and a limit of concurrency is the account's.
 */
const { alarmOf, computed } = require('./alarm.cjs');
const { declared } = require('./declared.cjs');
const { factsOf, pascal } = require('./names.cjs');

/** Other services act on events, and lists have changes, only after the stream was read. */
const BEHIND_SECONDS = 60;
/** A stream that lags for a moment catches up by itself. */
const BEHIND_MINUTES = 5;
/** One error is retried, and one slow minute may be a cold start. */
const ERRORS_A_MINUTE = 2;
const OF_MINUTES = { minutes: 5, datapoints: 2 };
const HTTP_P95_MS = 1_000;
const TIMEOUT_SHARE = 0.7;
/** With fewer calls in a minute the p95 of a route is its slowest call, so one cold start would raise the alarm. */
const MIN_SAMPLES = 20;

module.exports = async ({ resolveVariable }) => {
  const facts = await factsOf(resolveVariable);
  const functions = await resolveVariable('self:functions');
  const ofService = { ...alarmsOfStreams(functions), ...(await declared(resolveVariable, 'alarms')) };
  const resources = Object.assign(
    {},
    ...Object.entries(ofService).map((each) => toResources(facts, ...each)),
  );
  if (!(await resolveVariable('param:functionAlarms'))) return { Resources: resources };
  const defaultSeconds = await resolveVariable('param:timeoutSeconds');
  for (const key of Object.keys(ofService))
    if ('slowMs' in ofService[key] && !isRoute(functions[key]))
      throw new Error(
        `resources/alarms.yml: ${key} has slowMs, which is for a route; ${facts.domain} has no route ${key}`,
      );
  const ofFunctions = Object.entries(functions).map(([key, lambda]) => {
    const { timeout = defaultSeconds } = lambda;
    const slow = isRoute(lambda)
      ? { slowMs: ofService[key]?.slowMs ?? HTTP_P95_MS, minSamples: MIN_SAMPLES }
      : { slowMs: timeout * 1_000 * TIMEOUT_SHARE, minSamples: 1 };
    return functionAlarms(facts, key, slow);
  });
  return { Resources: Object.assign({}, ...ofFunctions, resources) };
};

function alarmsOfStreams(functions) {
  return Object.fromEntries(
    Object.entries(functions)
      .filter(([, { events = [] }]) => events.some((event) => 'stream' in event))
      .map(([key]) => [key, { behindSeconds: BEHIND_SECONDS }]),
  );
}

function isRoute(lambda) {
  return (lambda?.events ?? []).some((event) => 'http' in event || 'httpApi' in event);
}

const KINDS = {
  behindSeconds: (facts, key, { behindSeconds }) => ({
    [`${pascal(key)}AgeAlarm`]: ageAlarm(facts, key, behindSeconds),
  }),
  failingMinutes: (facts, key, { failingMinutes }) => ({
    [`${pascal(key)}ErrorsAlarm`]: errorsAlarm(facts, key, { threshold: 0, minutes: failingMinutes }),
  }),
  failingExecutions: (facts, key) =>
    Object.fromEntries(
      ['ExecutionsFailed', 'ExecutionsTimedOut'].map((name) => [
        `${pascal(key)}${name}Alarm`,
        sagaAlarm(facts, key, name),
      ]),
    ),
  slowMs: () => ({}),
  metric: (facts, key, { metric, above, below, description, withinMinutes }) => ({
    [`${pascal(key)}Alarm`]: alarmOf(facts, {
      ...(withinMinutes === undefined ? {} : { periodSeconds: withinMinutes * 60 }),
      description,
      metric: {
        Namespace: `Tradepost/${facts.stage}`,
        MetricName: metric,
        Dimensions: [{ Name: 'service', Value: facts.domain }],
        Statistic: withinMinutes === undefined ? 'Maximum' : 'Sum',
      },
      ...(below === undefined ? { threshold: above } : { threshold: below, isBelow: true }),
    }),
  }),
};

function toResources(facts, key, alarm) {
  const kinds = Object.keys(KINDS).filter((kind) => kind in alarm);
  if (kinds.length !== 1)
    throw new Error(`resources/alarms.yml: ${key} takes one of ${Object.keys(KINDS).join(', ')}`);
  return KINDS[kinds[0]](facts, key, alarm);
}

function functionAlarms(facts, key, { slowMs, minSamples }) {
  const id = pascal(key);
  return {
    [`${id}ErrorsAlarm`]: errorsAlarm(facts, key, { threshold: ERRORS_A_MINUTE, ...OF_MINUTES }),
    [`${id}SlowAlarm`]: alarmOf(facts, {
      description: `One call in twenty of ${key} of ${facts.domain} takes more than ${slowMs} ms.`,
      metric: durationP95(key, minSamples),
      threshold: slowMs,
      ...OF_MINUTES,
    }),
  };
}

function ageAlarm(facts, key, seconds) {
  return alarmOf(facts, {
    description: `${key} of ${facts.domain} is more than ${seconds} s behind its stream.`,
    metric: metricOf(key, 'IteratorAge', 'Maximum'),
    threshold: seconds * 1_000,
    minutes: BEHIND_MINUTES,
  });
}

function errorsAlarm(facts, key, { threshold, minutes, datapoints }) {
  return alarmOf(facts, {
    description:
      threshold === 0
        ? `${key} of ${facts.domain} has been failing for ${minutes} minutes.`
        : `${key} of ${facts.domain} fails more than ${threshold} times a minute.`,
    metric: metricOf(key, 'Errors', 'Sum'),
    threshold,
    minutes,
    ...(datapoints === undefined ? {} : { datapoints }),
  });
}

function sagaAlarm(facts, key, name) {
  return alarmOf(facts, {
    description: `${key} of ${facts.domain}: ${name === 'ExecutionsFailed' ? 'an execution failed' : 'an execution timed out'}.`,
    metric: {
      Namespace: 'AWS/States',
      MetricName: name,
      Dimensions: [{ Name: 'StateMachineArn', Value: { Ref: pascal(key) } }],
      Statistic: 'Sum',
    },
    threshold: 0,
  });
}

/** No data in a minute with fewer samples. */
function durationP95(key, minSamples) {
  const p95 = { ...onFunction(key, 'Duration'), ExtendedStatistic: 'p95' };
  if (minSamples === 1) return p95;
  const invocations = metricOf(key, 'Invocations', 'Sum');
  return computed(`IF(invocations >= ${minSamples}, p95)`, { invocations, p95 });
}

function metricOf(key, name, statistic) {
  return { ...onFunction(key, name), Statistic: statistic };
}

function onFunction(key, name) {
  return {
    Namespace: 'AWS/Lambda',
    MetricName: name,
    Dimensions: [{ Name: 'FunctionName', Value: { Ref: `${pascal(key)}LambdaFunction` } }],
  };
}
