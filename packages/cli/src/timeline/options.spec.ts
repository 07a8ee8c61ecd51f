import { parseTimelineOptions } from './options.ts';

const ORDER = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';

describe('parseTimelineOptions', () => {
  it.each([
    [
      [ORDER, '--stage', 'dev'],
      { orderId: ORDER, fresh: false, json: false, target: { stage: 'dev', region: undefined } },
    ],
    [
      ['--json', '--fresh', '--url', 'http://h', ORDER],
      { orderId: ORDER, fresh: true, json: true, target: { url: 'http://h' } },
    ],
  ])('reads %j', (args, options) => {
    expect(parseTimelineOptions(args)).toEqual(options);
  });

  it.each([
    [[], 'ORDER_ID is missing'],
    [[ORDER, ORDER], 'ORDER_ID must be one order'],
    [['pay_01JD3XK8WQ4N6T2B9V5M7R0C1E'], 'ORDER_ID must be ord_ and a ULID'],
    [[ORDER, '--stage', 'dev', '--url', 'http://h'], '--url and --stage'],
    [[ORDER, '--all'], '--all'],
  ])('refuses %j', (args, reason) => {
    expect(() => parseTimelineOptions(args)).toThrow(reason);
  });
});
