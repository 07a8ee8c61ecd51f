/**
 * Alarm on the account's Lambda concurrency, if the stage has `functionAlarms`. Its threshold is 80 % of the stage
 * parameter `accountConcurrency`. The metric covers the whole account and region: the concurrency in use, and all that is
 * reserved or provisioned.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-concurrency.html#claimed-account-concurrency
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
    },
  };
};
