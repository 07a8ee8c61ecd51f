/**
 * The alarms of a service beside those of its queues, from `custom.alarms`:
 * - `{functionKey: {behindSeconds}}` for what reads a stream: it has been further behind than that for five minutes;
 * - `{functionKey: {failingMinutes}}` for what a schedule starts: it has failed in each of that many minutes;
 * - `{stateMachineKey: {failingExecutions: true}}`: an execution has failed, or run out of time;
 * - `{name: {metric, above, says}}` for one of the service's own metrics.
 * With the stage parameter `functionAlarms`, each function has three more: errors, throttles, and a p95 that is near what
 * callers or the time-out bear.
 */
const { alarmOf } = require('./alarm.cjs');
const { factsOf, pascal } = require('./names.cjs');

/** A stream that lags for a moment catches up by itself. */
const BEHIND_MINUTES = 5;
/** One error is retried, and one slow minute may be a cold start. */
const ERRORS_A_MINUTE = 2;
const OF_MINUTES = { minutes: 5, datapoints: 2 };
const HTTP_P95_MS = 1_000;
const TIMEOUT_SHARE = 0.7;

module.exports = async ({ resolveVariable }) => {
  const facts = await factsOf(resolveVariable);
  const declared = Object.entries(await resolveVariable('self:custom.alarms'));
  const resources = Object.assign({}, ...declared.map((each) => toResources(facts, ...each)));
  if (!(await resolveVariable('param:functionAlarms'))) return { Resources: resources };
  const defaultSeconds = await resolveVariable('param:timeoutSeconds');
  const functions = Object.assign({}, ...(await resolveVariable('self:functions')));
  const ofFunctions = Object.entries(functions).map(([key, { events = [], timeout = defaultSeconds }]) => {
    const answers = events.some((event) => 'http' in event || 'httpApi' in event);
    return functionAlarms(facts, key, answers ? HTTP_P95_MS : timeout * 1_000 * TIMEOUT_SHARE);
  });
  return { Resources: Object.assign({}, ...ofFunctions, resources) };
};

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
  metric: (facts, key, { metric, above, says }) => ({
    [`${pascal(key)}Alarm`]: alarmOf(facts, {
      description: says,
      metric: {
        Namespace: `Tradepost/${facts.stage}`,
        MetricName: metric,
        Dimensions: [{ Name: 'service', Value: facts.domain }],
        Statistic: 'Maximum',
      },
      threshold: above,
    }),
  }),
};

function toResources(facts, key, alarm) {
  const kinds = Object.keys(KINDS).filter((kind) => kind in alarm);
  if (kinds.length !== 1)
    throw new Error(`custom.alarms.${key} takes one of ${Object.keys(KINDS).join(', ')}`);
  return KINDS[kinds[0]](facts, key, alarm);
}

function functionAlarms(facts, key, slowMs) {
  const id = pascal(key);
  return {
    [`${id}ErrorsAlarm`]: errorsAlarm(facts, key, { threshold: ERRORS_A_MINUTE, ...OF_MINUTES }),
    [`${id}ThrottlesAlarm`]: alarmOf(facts, {
      description: `${key} of ${facts.domain} was called more often at once than it may be.`,
      metric: metricOf(key, 'Throttles', 'Sum'),
      threshold: 0,
    }),
    [`${id}SlowAlarm`]: alarmOf(facts, {
      description: `One call in twenty of ${key} of ${facts.domain} takes more than ${slowMs} ms.`,
      metric: percentileOf(key, 'Duration', 'p95'),
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
    description: `${key} of ${facts.domain}: ${name === 'ExecutionsFailed' ? 'an execution failed' : 'an execution ran out of time'}.`,
    metric: {
      Namespace: 'AWS/States',
      MetricName: name,
      Dimensions: [{ Name: 'StateMachineArn', Value: { Ref: pascal(key) } }],
      Statistic: 'Sum',
    },
    threshold: 0,
  });
}

function metricOf(key, name, statistic) {
  return { ...onFunction(key, name), Statistic: statistic };
}

function percentileOf(key, name, percentile) {
  return { ...onFunction(key, name), ExtendedStatistic: percentile };
}

function onFunction(key, name) {
  return {
    Namespace: 'AWS/Lambda',
    MetricName: name,
    Dimensions: [{ Name: 'FunctionName', Value: { Ref: `${pascal(key)}LambdaFunction` } }],
  };
}
