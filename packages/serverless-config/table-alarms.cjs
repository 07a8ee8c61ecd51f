/**
 * Alarms on throttled reads and writes of a table. DynamoDB counts those of an index by its name: the metric of the table
 * does not contain them.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
const { alarmOf, computed } = require('./alarm.cjs');

/** The SDK repeats a throttled request, so a single minute is not an incident. */
const RAISED_WHEN = { threshold: 0, minutes: 5, datapoints: 2 };

/** Two alarms for the table with this logical id: `<id>ReadThrottlesAlarm` and `<id>WriteThrottlesAlarm`. */
function tableAlarms(facts, id, tableName, indexes) {
  return Object.fromEntries(
    ['Read', 'Write'].map((way) => {
      const metrics = ['', ...indexes].map((index, place) => [`t${place}`, throttled(id, way, index)]);
      return [
        `${id}${way}ThrottlesAlarm`,
        alarmOf(facts, {
          description: `DynamoDB throttles ${way.toLowerCase()}s of ${tableName} or its indexes.`,
          metric: computed('SUM(METRICS())', Object.fromEntries(metrics)),
          ...RAISED_WHEN,
        }),
      ];
    }),
  );
}

function throttled(id, way, index) {
  return {
    Namespace: 'AWS/DynamoDB',
    MetricName: `${way}ThrottleEvents`,
    Dimensions: [
      { Name: 'TableName', Value: { Ref: id } },
      ...(index === '' ? [] : [{ Name: 'GlobalSecondaryIndexName', Value: index }]),
    ],
    Statistic: 'Sum',
  };
}

module.exports = { tableAlarms };
