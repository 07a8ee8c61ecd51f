/**
 * A service's dashboard, if the stage has `dashboards`: its functions, queues, streams and tables. And saved queries of its
 * logs, on every stage: they are free. A spec compares their field names with real log lines.
 */
const { declared } = require('./declared.cjs');
const { factsOf, pascal, resourceName } = require('./names.cjs');

const WIDTH = 12;
const HEIGHT = 6;
const PERIOD_SECONDS = 60;

module.exports = async ({ resolveVariable }) => {
  const facts = await factsOf(resolveVariable);
  const functions = Object.entries(await resolveVariable('self:functions'));
  const inboxes = Object.keys(await declared(resolveVariable, 'queues'));
  const tables = Object.keys(await declared(resolveVariable, 'tables'));
  const logGroups = functions.map(([key]) => ({ Ref: `${pascal(key)}LogGroup` }));
  const resources = queries(facts, logGroups);
  if (await resolveVariable('param:dashboards'))
    resources.Dashboard = dashboard(`tradepost-${facts.stage}-${facts.domain}`, [
      ...ofFunctions(functions),
      ...(inboxes.length === 0 ? [] : ofQueues(facts, inboxes)),
      ...ofTables(facts, tables),
    ]);
  return { Resources: resources };
};

function ofFunctions(functions) {
  const names = functions.map(([, { name }]) => name);
  const streaming = functions.filter(([, { events = [] }]) => events.some((event) => 'stream' in event));
  const lambda = (metric, of = names) => of.map((name) => ['AWS/Lambda', metric, 'FunctionName', name]);
  return [
    chart('Calls', lambda('Invocations'), 'Sum'),
    chart('Errors', lambda('Errors'), 'Sum'),
    chart('Duration, p95 (ms)', lambda('Duration'), 'p95'),
    chart('Throttles', lambda('Throttles'), 'Sum'),
    ...(streaming.length === 0
      ? []
      : [
          chart(
            'Behind the stream (ms)',
            lambda(
              'IteratorAge',
              streaming.map(([, { name }]) => name),
            ),
            'Maximum',
          ),
        ]),
  ];
}

function ofQueues(facts, inboxes) {
  const names = inboxes.map((name) => resourceName(facts, name));
  const sqs = (metric, of) => of.map((name) => ['AWS/SQS', metric, 'QueueName', name]);
  return [
    chart('Oldest message (s)', sqs('ApproximateAgeOfOldestMessage', names), 'Maximum'),
    chart(
      'Dead letters',
      sqs('ApproximateNumberOfMessagesVisible', [
        ...names.map((name) => `${name}-dlq`),
        resourceName(facts, 'failures'),
      ]),
      'Maximum',
    ),
  ];
}

function ofTables(facts, tables) {
  const names = tables.map((name) => resourceName(facts, name));
  const dynamodb = (metric) => names.map((name) => ['AWS/DynamoDB', metric, 'TableName', name]);
  return [
    chart('Units read', dynamodb('ConsumedReadCapacityUnits'), 'Sum'),
    chart('Units written', dynamodb('ConsumedWriteCapacityUnits'), 'Sum'),
  ];
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
function chart(title, metrics, stat) {
  return {
    type: 'metric',
    width: WIDTH,
    height: HEIGHT,
    properties: {
      title,
      metrics,
      stat,
      period: PERIOD_SECONDS,
      view: 'timeSeries',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation puts the region in.
      region: '${AWS::Region}',
    },
  };
}

/** Two charts stand side by side. */
function dashboard(name, charts) {
  const widgets = charts.map((each, place) => ({
    ...each,
    x: (place % 2) * WIDTH,
    y: Math.floor(place / 2) * HEIGHT,
  }));
  return {
    Type: 'AWS::CloudWatch::Dashboard',
    Properties: { DashboardName: name, DashboardBody: { 'Fn::Sub': JSON.stringify({ widgets }) } },
  };
}

const QUERIES = {
  // By a field index (log-indexes.cjs), so that only the lines of the order are read.
  OrderTimeline: {
    name: "an order's timeline",
    text: `fields @timestamp, service, functionName, level, message, subject, correlationId
| filterIndex orderId = "put the order's id here"
| sort @timestamp asc
| limit 1000`,
  },
  SlowestCalls: {
    name: 'slowest calls',
    text: `filter @type = "REPORT"
| fields @timestamp, @log, @requestId, @duration, @maxMemoryUsed / 1000 / 1000 as usedMb
| sort @duration desc
| limit 50`,
  },
  // By log group, because Lambda's own lines (a time-out, a crash) have no `functionName`.
  ErrorsByFunction: {
    name: 'errors by function',
    text: `filter level = "ERROR" or @message like /Task timed out|Runtime exited/
| stats count(*) as errors, latest(message) as last by @log, bin(5m)
| sort errors desc`,
  },
  ColdStarts: {
    name: 'cold starts',
    text: `filter @type = "REPORT"
| stats count(*) as calls, count(@initDuration) as coldStarts, pct(@initDuration, 50) as p50Ms,
  pct(@initDuration, 95) as p95Ms by @log
| sort coldStarts desc`,
  },
};

function queries({ stage, domain }, logGroups) {
  return Object.fromEntries(
    Object.entries(QUERIES).map(([id, { name, text }]) => [
      `${id}Query`,
      {
        Type: 'AWS::Logs::QueryDefinition',
        Properties: {
          Name: `tradepost/${stage}/${domain}/${name}`,
          QueryString: text,
          LogGroupNames: logGroups,
        },
      },
    ]),
  );
}

module.exports.chart = chart;
module.exports.dashboard = dashboard;
