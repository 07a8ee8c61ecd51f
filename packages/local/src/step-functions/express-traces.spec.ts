import { createExpressTraces } from './express-traces.ts';

describe('createExpressTraces', () => {
  it('drops the oldest traces above its maximum', () => {
    const traces = createExpressTraces(2);
    for (const executionArn of ['a', 'b', 'c']) {
      traces.start({ executionArn, stateMachineArn: 'm', name: executionArn, input: '{}', startedMs: 1 });
    }
    traces.end('a', { status: 'SUCCEEDED', output: '1' }, 2);
    traces.end('c', { status: 'SUCCEEDED', output: '1' }, 2);
    expect(traces.all().map(({ executionArn, stoppedMs }) => [executionArn, stoppedMs])).toEqual([
      ['b', undefined],
      ['c', 2],
    ]);
  });
});
