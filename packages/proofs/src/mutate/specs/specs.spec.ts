import type { Mutation } from '../population/mutation.ts';
import { toFailure } from './run-jest.ts';
import { type SpecMap, specsFor } from './spec-map.ts';

const entry = (ms: number, ...reached: string[]) => ({ key: '', ms, reached });

describe('specsFor', () => {
  const map: SpecMap = new Map([
    ['services/orders/src/orders.int.spec.ts', entry(900, 'a.ts:10', 'templates:services/orders')],
    ['services/orders/src/domain/order.spec.ts', entry(300, 'a.ts:10')],
    ['services/orders/src/domain/place.spec.ts', entry(200, 'a.ts:10', 'a.ts:20')],
    ['services/payments/src/messages.int.spec.ts', entry(100, 'a.ts:10')],
    ['packages/serverless-config/src/tables.spec.ts', entry(100)],
  ]);
  const mutation = { folder: 'services/orders', file: 'services/orders/a.ts', region: 'a.ts:10' } as Mutation;

  it('returns specs that reach the region: unit specs first, short ones first; those of other folders apart', () => {
    expect(specsFor(map, mutation)).toEqual({
      own: [
        'services/orders/src/domain/place.spec.ts',
        'services/orders/src/domain/order.spec.ts',
        'services/orders/src/orders.int.spec.ts',
      ],
      others: ['services/payments/src/messages.int.spec.ts'],
    });
    expect(specsFor(map, { ...mutation, region: 'a.ts:20' }).own).toEqual([
      'services/orders/src/domain/place.spec.ts',
    ]);
  });

  it('returns the specs of a file first, then those of its folder', () => {
    const near: SpecMap = new Map([
      ['services/orders/src/http/get-order.spec.ts', entry(1, 'b.ts:1')],
      ['services/orders/src/domain/order.spec.ts', entry(2, 'b.ts:1')],
      ['services/orders/src/domain/place.spec.ts', entry(3, 'b.ts:1')],
    ]);
    const file = 'services/orders/src/domain/place.ts';
    expect(specsFor(near, { ...mutation, file, region: 'b.ts:1' }).own).toEqual([
      'services/orders/src/domain/place.spec.ts',
      'services/orders/src/domain/order.spec.ts',
      'services/orders/src/http/get-order.spec.ts',
    ]);
  });

  it('returns the specs that read the templates of a service', () => {
    const template = { ...mutation, file: 'services/orders/serverless.yml', region: undefined };
    expect(specsFor(map, template)).toEqual({ own: ['services/orders/src/orders.int.spec.ts'], others: [] });
  });

  it('returns all specs of fragments, and those that read any template', () => {
    const folder = 'packages/serverless-config';
    expect(specsFor(map, { ...mutation, folder, file: `${folder}/rules.cjs`, region: undefined })).toEqual({
      own: ['packages/serverless-config/src/tables.spec.ts'],
      others: ['services/orders/src/orders.int.spec.ts'],
    });
  });
});

describe('toFailure', () => {
  it('reads the first failed test from the output of Jest', () => {
    const output = 'FAIL unit services/orders/src/domain/place.spec.ts\nplace > rejects\n    Error\n\n';
    expect(toFailure(output)).toEqual({
      outcome: 'failed',
      spec: 'services/orders/src/domain/place.spec.ts',
      test: 'place > rejects',
    });
  });

  it('keeps the end of the output if Jest itself ended', () => {
    expect(toFailure('Error: no such module\n')).toEqual({
      outcome: 'failed',
      spec: 'Jest',
      test: 'Error: no such module',
    });
  });
});
