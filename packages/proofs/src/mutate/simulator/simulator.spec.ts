import type { Mutation } from '../population/mutation.ts';
import { toSeedMap } from './seed-map.ts';
import { changedBy, isReacting } from './try-in-simulator.ts';

describe('toSeedMap', () => {
  const { seedsOf } = toSeedMap({
    counts: { 1: 20, 2: 10, 3: 30 },
    regions: { 'a.ts:10': [1, 3], 'a.ts:0': [2] },
    failing: [],
  });
  const mutation = { folder: 'services/orders', region: 'a.ts:10' } as Mutation;

  it('returns the seeds that reach a region, in the order of the map', () => {
    expect(seedsOf(mutation)).toEqual([3, 1]);
    expect(seedsOf({ ...mutation, region: 'a.ts:99' })).toEqual([]);
  });

  it('returns all seeds for a template, and for what libraries do while they are loaded', () => {
    expect(seedsOf({ ...mutation, region: undefined })).toEqual([3, 1, 2]);
    expect(seedsOf({ ...mutation, folder: 'packages/dynamodb', region: 'a.ts:0' })).toEqual([3, 1, 2]);
    expect(seedsOf({ ...mutation, region: 'a.ts:0' })).toEqual([2]);
  });
});

describe('changedBy', () => {
  it.each([
    ['services/orders', 'services/orders/src/a.ts', { kind: 'services', names: ['orders'] }],
    ['packages/lambda', 'packages/lambda/src/a.ts', { kind: 'code' }],
    ['services/orders', 'services/orders/serverless.yml', { kind: 'templates' }],
    ['packages/serverless-config', 'packages/serverless-config/rules.cjs', { kind: 'templates' }],
  ])('of %s, %s is %j', (folder, file, expected) => {
    expect(changedBy([{ folder, file }])).toEqual(expected);
  });
});

describe('isReacting', () => {
  it.each([
    ['services/orders/src/streams/project-orders.ts', true],
    ['services/orders/src/sagas/fulfil-order.asl.yml', true],
    ['services/orders/src/domain/order.ts', false],
    ['packages/lambda/src/messages/stream.ts', false],
  ])('of %s is %s', (file, expected) => {
    expect(isReacting({ file })).toBe(expected);
  });
});
