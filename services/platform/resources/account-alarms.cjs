/**
 * Alarms on the Lambda functions of the whole account and region, if the stage has `functionAlarms`:
 * - `AccountConcurrencyAlarm`: the concurrency in use, with all that is reserved or provisioned, is above 80 % of the stage
 *   parameter `accountConcurrency`.
 *   https://docs.aws.amazon.com/lambda/latest/dg/monitoring-concurrency.html#claimed-account-concurrency
 * - `ThrottlesAlarm`: calls of any function are throttled. A metric without dimensions is the sum of all functions.
 *   https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html
 */
const { alarmOf } = require('../../../packages/serverless-config/alarm.cjs');

const SHARE = 0.8;

module.exports = async ({ resolveVariable }) => {
  if (!(await resolveVariable('param:functionAlarms'))) return { Resources: {} };
  const stage = await resolveVariable('sls:stage');
  const limit = Number(await resolveVariable('param:accountConcurrency'));
  const threshold = Math.floor(limit * SHARE);
  return {
    Resources: {
      AccountConcurrencyAlarm: alarmOf(
        { stage },
        {
          description: `Lambda functions of this account use more than ${threshold} of a concurrency of ${limit}.`,
          metric: { Namespace: 'AWS/Lambda', MetricName: 'ClaimedAccountConcurrency', Statistic: 'Maximum' },
          threshold,
          minutes: 5,
          datapoints: 3,
        },
      ),
      ThrottlesAlarm: alarmOf(
        { stage },
        {
          description: 'Calls of Lambda functions of this account are throttled.',
          metric: { Namespace: 'AWS/Lambda', MetricName: 'Throttles', Statistic: 'Sum' },
          threshold: 0,
        },
      ),
    },
  };
};
