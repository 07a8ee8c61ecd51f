import { jest } from '@jest/globals';
import { toContext } from '@tradepost/testing/context';

const calls: string[] = [];
jest.unstable_mockModule('./log/tracer.ts', () => ({
  Tracer: class {},
  captureLambdaHandler: () => ({
    before: async () => void calls.push('before'),
    after: async () => void calls.push('after'),
    onError: async () => void calls.push('onError'),
  }),
}));

const { scheduled } = await import('./messages/scheduled.ts');

beforeEach(() => {
  calls.length = 0;
  process.env['TRACER'] = 'true';
});
afterEach(() => {
  delete process.env['TRACER'];
});

describe('tracing', () => {
  it('ends the segment of an invocation that succeeded', async () => {
    await scheduled(async () => [])({} as never, toContext());
    expect(calls).toEqual(['before', 'after']);
  });

  it('ends the segment of an invocation that failed, with its error', async () => {
    const fail = async () => {
      throw new Error('no');
    };
    await expect(scheduled(fail)({} as never, toContext())).rejects.toThrow('no');
    expect(calls).toEqual(['before', 'onError']);
  });

  it('does not happen on a stage without it', async () => {
    process.env['TRACER'] = 'false';
    await scheduled(async () => [])({} as never, toContext());
    expect(calls).toEqual([]);
  });
});
