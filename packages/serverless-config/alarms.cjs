/**
 * The alarms of a service's functions, from `custom.alarms`: `{functionKey: {behindSeconds} | {failingMinutes}}`. What
 * reads a stream raises one when it has been further behind than that for five minutes; what a schedule starts, when
 * it has failed in each of that many minutes. The alarms of queues come with the queues.
 */
const { alarmOf } = require('./alarm.cjs');
const { factsOf, pascal } = require('./names.cjs');

/** A stream that lags for a moment catches up by itself. */
const BEHIND_MINUTES = 5;

module.exports = async ({ resolveVariable }) => {
  const facts = await factsOf(resolveVariable);
  const alarms = await resolveVariable('self:custom.alarms');
  return {
    Resources: Object.assign({}, ...Object.entries(alarms).map((each) => toResource(facts, ...each))),
  };
};

function toResource(facts, functionKey, { behindSeconds, failingMinutes }) {
  const id = pascal(functionKey);
  if ((behindSeconds === undefined) === (failingMinutes === undefined))
    throw new Error(`custom.alarms.${functionKey} takes behindSeconds, or failingMinutes`);
  return behindSeconds === undefined
    ? { [`${id}ErrorsAlarm`]: errorsAlarm(facts, functionKey, failingMinutes) }
    : { [`${id}AgeAlarm`]: ageAlarm(facts, functionKey, behindSeconds) };
}

function ageAlarm(facts, functionKey, seconds) {
  return alarmOf(facts, {
    description: `${functionKey} of ${facts.domain} is more than ${seconds} s behind its stream.`,
    metric: metricOf(functionKey, 'IteratorAge', 'Maximum'),
    threshold: seconds * 1_000,
    minutes: BEHIND_MINUTES,
  });
}

function errorsAlarm(facts, functionKey, minutes) {
  return alarmOf(facts, {
    description: `${functionKey} of ${facts.domain} has been failing for ${minutes} minutes.`,
    metric: metricOf(functionKey, 'Errors', 'Sum'),
    threshold: 0,
    minutes,
  });
}

function metricOf(functionKey, name, statistic) {
  return {
    Namespace: 'AWS/Lambda',
    MetricName: name,
    Dimensions: [{ Name: 'FunctionName', Value: { Ref: `${pascal(functionKey)}LambdaFunction` } }],
    Statistic: statistic,
  };
}
