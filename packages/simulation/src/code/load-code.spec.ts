import { FREEZE } from './globals.ts';
import { loadCode } from './load-code.ts';

const SHARED = `
const COUNTS = { calls: [] };
${FREEZE}(COUNTS);
let evaluations = 0;
evaluations += 1;
exports.modules = { '/shared.ts': { evaluations: () => evaluations, count: () => COUNTS.calls.push(1) } };
`;
const INSTANCE = `
const shared = require('/shared.ts');
let calls = 0;
exports.count = () => async () => [++calls, shared.evaluations()];
exports.change = () => async () => shared.count();
`;
const service = { shared: SHARED, instance: INSTANCE };

describe('the code of a service', () => {
  const code = loadCode({
    libraries: 'exports.modules = {};',
    services: { shop: service },
    versions: { shop: { next: service } },
  });

  it('has its own memory in each instance, and evaluates shared modules once in each version', async () => {
    const [one, other, next] = [
      code.start('shop', 'count'),
      code.start('shop', 'count'),
      code.start('shop', 'count', 'next'),
    ];
    expect(await one({}, {})).toEqual([1, 1]);
    expect(await one({}, {})).toEqual([2, 1]);
    expect(await other({}, {})).toEqual([1, 1]);
    expect(await next({}, {})).toEqual([1, 1]);
  });

  it('cannot change a constant of a shared module', async () => {
    await expect(code.start('shop', 'change')({}, {})).rejects.toThrow(TypeError);
  });

  it('has no function that it does not export', () => {
    expect(() => code.start('shop', 'missing')).toThrow('shop has no function missing');
  });
});
