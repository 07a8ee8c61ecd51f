import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import { createFaults } from '../faults/faults.ts';
import { createDraw } from '../random.ts';
import { drawLongOutage } from './long-outage.ts';

const HOUR_MS = 3_600_000;
const STREAM = 'arn:aws:dynamodb:us-east-1:000000000000:table/log/stream/1';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:inbox';

const description = {
  tables: [{ tableName: 'log' }],
  stateMachines: [{ definition: { Resource: 'arn:aws:lambda:us-east-1:0:function:reserve' } }],
  routes: [{ functionName: 'place' }],
  rules: [
    { scheduleExpression: 'rate(1 minute)', targets: [{ arn: 'arn:aws:lambda:us-east-1:0:function:sweep' }] },
  ],
  eventSourceMappings: [
    { functionName: 'project', eventSourceArn: STREAM },
    { functionName: 'consume', eventSourceArn: QUEUE },
  ],
} as unknown as CloudDescription;

const outages = Array.from({ length: 4_000 }, (_none, seed) => {
  const draw = createDraw(seed);
  return drawLongOutage(description, draw, createFaults({ draw, kinds: ['longOutage'], isAll: true }));
}).filter((outage) => outage !== undefined);

const hoursOf = (part: string) =>
  outages.filter(({ of }) => of.includes(part)).map(({ fromMs, untilMs }) => (untilMs - fromMs) / HOUR_MS);

describe('a long outage', () => {
  it('is longer than an hour, sometimes than six hours, and rarely than a day', () => {
    const hours = hoursOf('log');
    expect(Math.min(...hours)).toBeGreaterThan(1);
    expect(hours.filter((each) => each > 6).length).toBeGreaterThan(5);
    expect(hours.filter((each) => each > 24).length).toBeGreaterThan(2);
  });

  it('is of each kind', () => {
    const kinds = [
      'the writing of log',
      'the consumer consume',
      'consume',
      'sweep',
      'reserve',
      'place',
      'the bus',
    ];
    expect(kinds.filter((of) => !outages.some((outage) => outage.of === of))).toEqual([]);
  });

  it.each(['project', 'Lambda'])('ends before Lambda discards records of a stream: %s', (of) => {
    expect(Math.max(...hoursOf(of))).toBeLessThanOrEqual(20);
  });

  it('fails calls of a table, or all writes of it, only while it lasts', () => {
    const call = {
      ...{ service: 'DynamoDB', operation: 'PutItem', key: '', about: '', caller: '', version: undefined },
      input: { TableName: 'log' },
    };
    for (const { of, fromMs, untilMs, conditions } of outages.filter(({ of }) => of.includes('log'))) {
      const code = of === 'log' ? 'InternalServerError' : 'TransactionConflictException';
      expect(conditions.errorOf?.(call, fromMs + 1)).toMatchObject({ code });
      expect(conditions.errorOf?.({ ...call, input: { TableName: 'other' } }, fromMs + 1)).toBeUndefined();
      expect(conditions.errorOf?.(call, untilMs)).toBeUndefined();
    }
  });
});
