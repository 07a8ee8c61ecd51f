import type { CloudWatchLogsClient, ResultField } from '@aws-sdk/client-cloudwatch-logs';
import { createLogLines } from './log-lines.ts';

const ORDER_ID = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const OTHER_ID = 'cor_01JD3XK8WQ4N6T2B9V5M7R0C1A';
const lineOf = (orderId: string, message = 'said', more: object = {}) =>
  JSON.stringify({ message, orderId, ...more });
const RANGE = { fromMs: 1_500, toMs: 2_500 };
const row = (at: string, message: string): readonly ResultField[] => [
  { field: '@timestamp', value: at },
  { field: '@log', value: '000000000000:/aws/lambda/tradepost-dev-orders-place-order' },
  { field: '@message', value: message },
];
const complete = (...results: (readonly ResultField[])[]) => ({ status: 'Complete', results });

type Input = {
  readonly logGroupNames?: readonly string[];
  readonly nextToken?: string;
  readonly queryId?: string;
};

/** CloudWatch Logs at the seam of `send`, with so many groups; queries are answered in turn. */
function logsWith(groups: number, ...answers: readonly object[]) {
  const sent: [string, Input][] = [];
  const names = Array.from({ length: groups }, (_none, index) => ({ logGroupName: `group-${index}` }));
  let queries = 0;
  const send = async ({ constructor: { name }, input }: { constructor: { name: string }; input: Input }) => {
    sent.push([name, input]);
    if (name === 'StartQueryCommand') return { queryId: String(queries++) };
    if (name === 'GetQueryResultsCommand') return answers[Number(input.queryId) % answers.length];
    const from = Number(input.nextToken ?? 0);
    const page = { logGroups: names.slice(from, from + 50) };
    return from + 50 < groups ? { ...page, nextToken: String(from + 50) } : page;
  };
  const ofCommand = (wanted: string) => sent.flatMap(([name, input]) => (name === wanted ? [input] : []));
  return { lines: createLogLines({ send } as unknown as CloudWatchLogsClient, ['/aws/']), ofCommand };
}

describe('When lines are looked for', () => {
  it('finds those with one of the ids, within the seconds around the time', async () => {
    const { lines, ofCommand } = logsWith(1, complete(row('2026-01-01 12:00:00.250', lineOf(ORDER_ID))));
    expect(await lines.find({ anyOf: [ORDER_ID, OTHER_ID], ...RANGE })).toEqual({
      lines: [
        {
          atMs: Date.parse('2026-01-01T12:00:00.250Z'),
          logGroupName: '/aws/lambda/tradepost-dev-orders-place-order',
          message: lineOf(ORDER_ID),
        },
      ],
      complete: true,
    });
    const queryString = expect.stringContaining(
      `filter @message like "${ORDER_ID}" or @message like "${OTHER_ID}"`,
    );
    expect(ofCommand('StartQueryCommand')).toMatchObject([{ startTime: 1, endTime: 3, queryString }]);
  });

  it.each([
    ['an empty text', ''],
    ['one letter, which is in every line', 'e'],
    ['fifteen characters', 'x'.repeat(15)],
    ['257 characters', 'x'.repeat(257)],
    ['quotes', '" or @message like "ord_'],
    ['a backslash', 'ord_01JD3XK8WQ4N6T\\'],
    ['a pipe', 'ord_01JD3XK8WQ4N6T | limit 1'],
    ['a line break', 'ord_01JD3XK8WQ4N6T\nlimit 1'],
  ])('does not query for %s', async (_what, text) => {
    const { lines, ofCommand } = logsWith(1);
    expect(await lines.find({ anyOf: [text], ...RANGE })).toEqual({ lines: [], complete: true });
    expect(ofCommand('StartQueryCommand')).toEqual([]);
  });

  it('leaves out a line that has the id only because its caller sent it', async () => {
    const foreign = lineOf('ord_01JD3XK8WQ4N6T2B9V5M7R0C1Z', 'request answered', {
      clientCorrelationId: OTHER_ID,
    });
    const own = lineOf(ORDER_ID, 'request answered', {
      correlationId: OTHER_ID,
      clientCorrelationId: OTHER_ID,
    });
    const { lines } = logsWith(
      1,
      complete(row('2026-01-01 12:00:00.000', foreign), row('2026-01-01 12:00:01.000', own)),
    );
    const found = await lines.find({ anyOf: [OTHER_ID], ...RANGE });
    expect(found.lines.map(({ message }) => message)).toEqual([own]);
  });

  it('asks for as many groups at once as a query may have, looks them up once, and puts what it found in order', async () => {
    const { lines, ofCommand } = logsWith(
      101,
      complete(row('2026-01-01 12:00:02.000', lineOf(ORDER_ID, 'third'))),
      complete(row('2026-01-01 12:00:00.000', lineOf(ORDER_ID, 'first'))),
      complete(row('2026-01-01 12:00:01.000', lineOf(ORDER_ID, 'second'))),
    );
    const found = await lines.find({ anyOf: [ORDER_ID], ...RANGE });
    expect(found.lines.map(({ message }) => JSON.parse(message).message)).toEqual([
      'first',
      'second',
      'third',
    ]);
    expect(ofCommand('StartQueryCommand').map(({ logGroupNames }) => logGroupNames?.length)).toEqual([
      50, 50, 1,
    ]);
    await lines.find({ anyOf: [OTHER_ID], ...RANGE });
    expect(ofCommand('DescribeLogGroupsCommand')).toHaveLength(3);
  });

  it.each([
    ['a query failed', { status: 'Failed' }, 0],
    [
      'there are more than a query gives',
      complete(...Array.from({ length: 2_000 }, () => row('2026-01-01 12:00:00.000', lineOf(ORDER_ID)))),
      2_000,
    ],
  ])('says that there is more where %s', async (_why, answer, count) => {
    const found = await logsWith(1, answer).lines.find({ anyOf: [ORDER_ID], ...RANGE });
    expect([found.lines.length, found.complete]).toEqual([count, false]);
  });

  it('gives up at groups without end', async () => {
    await expect(logsWith(501).lines.find({ anyOf: [ORDER_ID], ...RANGE })).rejects.toThrow(
      'more log groups than 10 pages hold',
    );
  });
});
