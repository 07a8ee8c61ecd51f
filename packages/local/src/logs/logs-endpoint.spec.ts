import { createLogStore } from './log-store.ts';
import { createLogsEndpoint } from './logs-endpoint.ts';

const GROUPS = ['/aws/lambda/tradepost-dev-a', '/aws/lambda/tradepost-dev-b', '/aws/lambda/other'];
const INDEXED = new Map(GROUPS.map((name) => [name, name === '/aws/lambda/other' ? [] : ['orderId']]));
const AT_MS = 1_767_225_600_000;

const store = createLogStore();
const line = (logGroupName: string, seconds: number, message: string) =>
  store.append({ logGroupName, timestampMs: AT_MS + seconds * 1_000, message });
line('/aws/lambda/tradepost-dev-b', 2, 'ord_1 was confirmed');
line('/aws/lambda/tradepost-dev-a', 1, 'ord_1 was placed');
line('/aws/lambda/tradepost-dev-a', 3, 'ord_2 was placed');
line('/aws/lambda/other', 1, 'ord_1 elsewhere');
line('/aws/lambda/tradepost-dev-a', 4, '{"message":"answered","orderId":"ord_3"}');
line('/aws/lambda/tradepost-dev-a', 5, '{"message":"answered","orderId":"ord_33","subject":"ord_3"}');
line('/aws/lambda/tradepost-dev-a', 6, 'orderId of ord_3, in a line that is not JSON');
line('/aws/lambda/other', 4, '{"message":"not indexed","orderId":"ord_3"}');

const endpoint = createLogsEndpoint(store, INDEXED, (name) => `arn:${name}`);
async function call(operation: string, input: object) {
  const request = { headers: { 'x-amz-target': `Logs_20140328.${operation}` }, body: JSON.stringify(input) };
  const { status, body } = await endpoint({ ...request, body: Buffer.from(request.body) });
  return { status, ...JSON.parse(body) };
}
async function query(queryString: string, logGroupNames = GROUPS.slice(0, 2), untilSeconds = 60) {
  const range = { startTime: AT_MS / 1_000, endTime: AT_MS / 1_000 + untilSeconds };
  const started = await call('StartQuery', { logGroupNames, queryString, ...range });
  return started.status === 200 ? call('GetQueryResults', { queryId: started.queryId }) : started;
}

describe('DescribeLogGroups', () => {
  it('lists the log groups with a prefix, one page at a time', async () => {
    const input = { logGroupNamePrefix: '/aws/lambda/tradepost-dev-', limit: 1 };
    const first = await call('DescribeLogGroups', input);
    expect(first).toMatchObject({
      logGroups: [{ logGroupName: '/aws/lambda/tradepost-dev-a', arn: 'arn:/aws/lambda/tradepost-dev-a:*' }],
    });
    const second = await call('DescribeLogGroups', { ...input, nextToken: first.nextToken });
    expect(second.logGroups).toMatchObject([{ logGroupName: '/aws/lambda/tradepost-dev-b' }]);
    expect(second.nextToken).toBeUndefined();
  });
});

describe('a query', () => {
  it('returns the lines with one of the texts, oldest first, of the log groups that it names', async () => {
    const text =
      'fields @timestamp, @log, @message | filter @message like "ord_1" or @message like "ord_9" | sort @timestamp asc';
    expect(await query(text)).toEqual({
      status: 'Complete',
      results: [
        [
          { field: '@timestamp', value: '2026-01-01 00:00:01.000' },
          { field: '@log', value: '000000000000:/aws/lambda/tradepost-dev-a' },
          { field: '@message', value: 'ord_1 was placed' },
        ],
        [
          { field: '@timestamp', value: '2026-01-01 00:00:02.000' },
          { field: '@log', value: '000000000000:/aws/lambda/tradepost-dev-b' },
          { field: '@message', value: 'ord_1 was confirmed' },
        ],
      ],
    });
  });

  it('returns the lines with the value of filterIndex, only of log groups with an index of the field', async () => {
    const { results } = await query('fields @message | filterIndex orderId = "ord_3"', GROUPS);
    expect(results).toEqual([[{ field: '@message', value: '{"message":"answered","orderId":"ord_3"}' }]]);
    expect((await query('fields @message | filterIndex subject = "ord_3"', GROUPS)).results).toEqual([]);
  });

  it('returns at most `limit` lines, and none outside its time range', async () => {
    expect((await query('fields @message | limit 1')).results).toEqual([
      [{ field: '@message', value: 'ord_1 was placed' }],
    ]);
    expect((await query('fields @message', GROUPS, 0)).results).toEqual([]);
  });

  it('accepts a bar and a comma in a text', async () => {
    expect((await query('fields @message | filter @message like "a | b, c"')).results).toEqual([]);
  });

  it.each([
    'stats count(*) by bin(1h)',
    'fields @message | filter level = "ERROR"',
    'fields @message | filterIndex orderId in ["ord_1"]',
    'fields @duration',
    'fields @message | sort @timestamp desc',
  ])('is rejected if it is not supported: %s', async (text) => {
    expect(await query(text)).toMatchObject({ status: 400, __type: 'MalformedQueryException' });
  });

  it('is rejected for a log group that does not exist', async () => {
    expect(await query('fields @message', ['/aws/lambda/none'])).toMatchObject({
      __type: 'ResourceNotFoundException',
    });
  });
});

describe('a log store', () => {
  it('drops the oldest lines above its maximum', () => {
    const small = createLogStore(2);
    for (let second = 1; second <= 7; second += 1)
      small.append({ logGroupName: 'a', timestampMs: second, message: String(second) });
    expect(small.lines().map(({ message }) => message)).toEqual(['6', '7']);
  });
});
