import { parseStoryOptions } from './options.ts';

const ORDER = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';

describe('What is asked for', () => {
  it.each([
    [[ORDER, '--stage', 'dev'], { orderId: ORDER, json: false, target: { stage: 'dev', region: undefined } }],
    [['--json', '--url', 'http://h', ORDER], { orderId: ORDER, json: true, target: { url: 'http://h' } }],
  ])('is read: %j', (args, options) => {
    expect(parseStoryOptions(args)).toEqual(options);
  });

  it.each([
    [[], 'name the order'],
    [[ORDER, ORDER], 'one order at a time'],
    [['pay_01JD3XK8WQ4N6T2B9V5M7R0C1E'], 'is no order’s id'],
    [[ORDER, '--stage', 'dev', '--url', 'http://h'], '--url or --stage'],
    [[ORDER, '--all'], '--all'],
  ])('is not understood: %j', (args, reason) => {
    expect(() => parseStoryOptions(args)).toThrow(reason);
  });
});
