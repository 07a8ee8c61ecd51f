import type { CloudWatchLogsClient, ResultField } from '@aws-sdk/client-cloudwatch-logs';
import { createLogLines } from './log-lines.ts';

const ORDER_ID = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const BY_ORDER = { field: 'orderId', value: ORDER_ID, fromMs: 1_500, toMs: 2_500 } as const;
const EXECUTIONS = ['0b1c7f3e-7b1a-4a55-9c39-1f7d7f2f0a11', '5e0d6c1b-53b5-4f0e-9c57-3a2f4f1b2c22'];
const lineOf = (message: string) => JSON.stringify({ message, orderId: ORDER_ID });
const row = (at: string, message: string): readonly ResultField[] => [
  { field: '@timestamp', value: at },
  { field: '@log', value: '000000000000:/aws/lambda/tradepost-dev-orders-place-order' },
  { field: '@message', value: message },
];
const complete = (...results: (readonly ResultField[])[]) => ({ status: 'Complete', results });

type Input = {
  readonly logGroupNamePrefix?: string;
  readonly logGroupNames?: readonly string[];
  readonly nextToken?: string;
  readonly queryId?: string;
};

/** CloudWatch Logs with a fake `send` and this number of log groups. Queries get the responses in turn. */
function logsWith(groups: number, ...answers: readonly object[]) {
  const sent: [string, Input][] = [];
  let queries = 0;
  const send = async ({ constructor: { name }, input }: { constructor: { name: string }; input: Input }) => {
    sent.push([name, input]);
    if (name === 'StartQueryCommand') return { queryId: String(queries++) };
    if (name === 'GetQueryResultsCommand') return answers[Number(input.queryId) % answers.length];
    const from = Number(input.nextToken ?? 0);
    const logGroups = Array.from({ length: Math.min(50, groups - from) }, (_none, index) => ({
      logGroupName: `${input.logGroupNamePrefix}${from + index}`,
    }));
    return from + 50 < groups ? { logGroups, nextToken: String(from + 50) } : { logGroups };
  };
  const ofCommand = (wanted: string) => sent.flatMap(([name, input]) => (name === wanted ? [input] : []));
  return { lines: createLogLines({ send } as unknown as CloudWatchLogsClient, 'dev'), ofCommand };
}

describe('find', () => {
  it('queries the log groups of functions by the field index, within the time range', async () => {
    const { lines, ofCommand } = logsWith(1, complete(row('2026-01-01 12:00:00.250', lineOf('placed'))));
    expect(await lines.find(BY_ORDER)).toEqual({
      lines: [
        {
          atMs: Date.parse('2026-01-01T12:00:00.250Z'),
          logGroupName: '/aws/lambda/tradepost-dev-orders-place-order',
          message: lineOf('placed'),
        },
      ],
      complete: true,
    });
    expect(ofCommand('StartQueryCommand')).toEqual([
      {
        logGroupNames: ['/aws/lambda/tradepost-dev-0'],
        startTime: 1,
        endTime: 3,
        queryString: [
          'fields @timestamp, @log, @message',
          `filterIndex orderId = "${ORDER_ID}"`,
          'sort @timestamp asc',
          'limit 2000',
        ].join(' | '),
      },
    ]);
  });

  it.each([
    ['an empty text', ''],
    ['fifteen characters', 'x'.repeat(15)],
    ['257 characters', 'x'.repeat(257)],
    ['quotes', '" or orderId like "ord_'],
    ['a backslash', 'ord_01JD3XK8WQ4N6T\\'],
    ['a pipe', 'ord_01JD3XK8WQ4N6T | limit 1'],
    ['a line break', 'ord_01JD3XK8WQ4N6T\nlimit 1'],
  ])('does not query for %s', async (_what, value) => {
    const { lines, ofCommand } = logsWith(1);
    expect(await lines.find({ ...BY_ORDER, value })).toEqual({ lines: [], complete: true });
    expect(await lines.findExecutions({ names: [value], fromMs: 0, toMs: 1 })).toEqual({
      lines: [],
      complete: true,
    });
    expect(ofCommand('StartQueryCommand')).toEqual([]);
  });

  it('queries up to 50 log groups at once, looks them up once, and sorts the lines', async () => {
    const { lines, ofCommand } = logsWith(
      101,
      complete(row('2026-01-01 12:00:02.000', 'third')),
      complete(row('2026-01-01 12:00:00.000', 'first')),
      complete(row('2026-01-01 12:00:01.000', 'second')),
    );
    const found = await lines.find(BY_ORDER);
    expect(found.lines.map(({ message }) => message)).toEqual(['first', 'second', 'third']);
    expect(ofCommand('StartQueryCommand').map(({ logGroupNames }) => logGroupNames?.length)).toEqual([
      50, 50, 1,
    ]);
    await lines.find(BY_ORDER);
    expect(ofCommand('DescribeLogGroupsCommand')).toHaveLength(3);
  });

  it.each([
    ['a query failed', { status: 'Failed' }, 0],
    [
      'there are more lines than its limit',
      complete(...Array.from({ length: 2_000 }, () => row('2026-01-01 12:00:00.000', lineOf('placed')))),
      2_000,
    ],
  ])('is incomplete if %s', async (_why, answer, count) => {
    const found = await logsWith(1, answer).lines.find(BY_ORDER);
    expect([found.lines.length, found.complete]).toEqual([count, false]);
  });

  it('is incomplete if one of several queries failed', async () => {
    const found = await logsWith(51, complete(), { status: 'Failed' }).lines.find(BY_ORDER);
    expect(found.complete).toBe(false);
  });

  it('throws if there are too many log groups', async () => {
    await expect(logsWith(501).lines.find(BY_ORDER)).rejects.toThrow('more than 10 pages of log groups');
  });
});

describe('findExecutions', () => {
  it('searches the log groups of workflows for the names of the executions', async () => {
    const { lines, ofCommand } = logsWith(1, complete());
    await lines.findExecutions({ names: EXECUTIONS, fromMs: 0, toMs: 1_000 });
    expect(ofCommand('StartQueryCommand')).toMatchObject([
      {
        logGroupNames: ['/aws/vendedlogs/states/tradepost-dev-0'],
        queryString: expect.stringContaining(
          `filter @message like ":${EXECUTIONS[0]}" or @message like ":${EXECUTIONS[1]}"`,
        ),
      },
    ]);
  });
});
