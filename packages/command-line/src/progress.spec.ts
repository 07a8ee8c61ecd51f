import { Writable } from 'node:stream';
import { createProgress, describeDuration, describeProgress } from './progress.ts';

it.each([
  [{ value: 0, total: 100 }, '0 of 100 orders (0%)'],
  [{ value: 1_200, total: 20_000 }, '1,200 of 20,000 orders (6%), 60/s, 5m 13s left'],
  [{ value: 5, total: 100 }, '5 of 100 orders (5%), 0.3/s, 6m 20s left'],
  [{ value: 5, total: 100, note: '3 failed' }, '5 of 100 orders (5%), 0.3/s, 6m 20s left, 3 failed'],
  [{ value: 100, total: 100 }, '100 of 100 orders (100%), 5/s, in 20s'],
  [{ value: 0, total: 0 }, '0 of 0 orders (100%), in 20s'],
])('describes %j as %s', (position, words) => {
  expect(describeProgress({ ...position, unit: 'orders', startedAtMs: 0 }, 20_000)).toBe(words);
});

it.each([
  [0.04, '0s'],
  [0.44, '0.4s'],
  [59.4, '59s'],
  [61, '1m 1s'],
  [7_500, '2h 5m'],
])('describes %d seconds as %s', (seconds, words) => {
  expect(describeDuration(seconds)).toBe(words);
});

it('writes plain lines without a terminal', () => {
  let written = '';
  const stream = new Writable({
    write: (chunk, _, done) => {
      written += chunk;
      done();
    },
  });
  const progress = createProgress(stream as unknown as NodeJS.WriteStream);
  progress.begin('Placing orders', 2, 'orders');
  progress.advance();
  progress.advance(1, '1 failed');
  progress.end();
  progress.end();
  const [first, last, ...others] = written.split('\n');
  expect(first).toMatch(/^Placing orders: 0 of 2 orders \(0%\)/);
  expect(last).toMatch(/^Placing orders: 2 of 2 orders \(100%\), .*, 1 failed$/);
  expect(others).toEqual(['']);
});
