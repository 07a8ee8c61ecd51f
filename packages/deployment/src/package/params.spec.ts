import { toParams } from './params.ts';

it('toParams leaves out options that are absent or empty', () => {
  expect(toParams({ role: '', boundary: 'dev-boundary', ignoreAlarms: true })).toEqual([
    'permissionsBoundary=dev-boundary',
    expect.stringMatching(/^\w+=/),
  ]);
  expect(toParams({})).toEqual([]);
});
