import { replay } from '@tradepost/testing/given';
import { mayReach, type Reader } from './may-reach.ts';
import { placed, placedByGuest } from './order.spec-kit.ts';
import { order } from './order.ts';

const state = (more: object) => replay(order, [{ ...placed, ...more }]);
/** Orders by who placed them and whose they are. */
const ORDERS = {
  ofAda: state({ customerId: 'cus_ada', placedBy: { kind: 'customer', id: 'cus_ada' } }),
  ofAdaBySupport: state({ customerId: 'cus_ada', placedBy: { kind: 'person', id: 'support-1' } }),
  ofAdaByBff: state({ customerId: 'cus_ada', placedBy: { kind: 'machine', id: 'bff' } }),
  ofGrace: state({ customerId: 'cus_grace', placedBy: { kind: 'customer', id: 'cus_grace' } }),
  ofNobodyByBff: state({ placedBy: { kind: 'machine', id: 'bff' } }),
  ofGuest: replay(order, [placedByGuest]),
  ofVersion01: state({}),
  none: order.initial,
};
type Name = keyof typeof ORDERS;

const ALL: readonly Name[] = [
  'ofAda',
  'ofAdaBySupport',
  'ofAdaByBff',
  'ofGrace',
  'ofNobodyByBff',
  'ofGuest',
  'ofVersion01',
];

describe('mayReach', () => {
  it.each<[string, Reader, readonly Name[]]>([
    ['a person', { kind: 'person' }, ALL],
    ['a machine that reaches all', { kind: 'machine', id: 'erp', reach: 'all' }, ALL],
    [
      'a machine that reaches its own',
      { kind: 'machine', id: 'bff', reach: 'own' },
      ['ofAdaByBff', 'ofNobodyByBff'],
    ],
    ['another machine', { kind: 'machine', id: 'cus_ada', reach: 'own' }, []],
    ['a customer', { kind: 'customer', customerId: 'cus_ada' }, ['ofAda', 'ofAdaBySupport', 'ofAdaByBff']],
    ['a customer without orders', { kind: 'customer', customerId: 'bff' }, []],
  ])('gives %s exactly these orders', (_who, reader, names) => {
    const reached = Object.entries(ORDERS).flatMap(([name, each]) => (mayReach(reader, each) ? [name] : []));
    expect(reached).toEqual(names);
  });
});
