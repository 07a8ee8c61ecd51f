import type { Access } from '@tradepost/contracts/define-route';
import { accessOf, MATRIX_CALLERS, type MatrixAccess, type MatrixCaller } from './access-matrix.ts';

const staff = (scope: Extract<Access, { kind: 'staff' }>['scope'], more: object = {}): Access => ({
  ...{ kind: 'staff', scope, machines: true },
  ...more,
});
const STEP_UP = { stepUp: { maxAgeSeconds: 300 } };

describe('accessOf', () => {
  it.each<[string, Access, MatrixCaller, MatrixAccess]>([
    ['anyone', { kind: 'public' }, 'anonymous', 'all'],
    ['a sender', { kind: 'signed' }, 'anonymous', 'signed'],
    ['a guest', { kind: 'orderToken' }, 'guest', 'own'],
    ['a guest with a cart', { kind: 'cartToken' }, 'guest', 'own'],
    ['a customer without the order token', { kind: 'orderToken' }, 'customer', 'unauthenticated'],
    ['a customer', { kind: 'customer' }, 'customer', 'own'],
    ['a customer, with step-up', { kind: 'customer', ...STEP_UP }, 'customer', 'own-recent'],
    ['staff on a route of customers', { kind: 'customer' }, 'support', 'unauthenticated'],
    ['a person with the scope', staff('orders:read'), 'support', 'all'],
    ['a person with the scope, with step-up', staff('orders:read', STEP_UP), 'support', 'recent'],
    ['a person without the scope', staff('ledger:read'), 'support', 'forbidden'],
    ['a customer on a route of staff', staff('orders:read'), 'customer', 'unauthenticated'],
    ['nobody on a route of staff', staff('orders:read'), 'anonymous', 'unauthenticated'],
    ['a machine on orders', staff('orders:read'), 'bff', 'own'],
    ['a machine on stock', staff('inventory:read', STEP_UP), 'erp', 'all'],
    ['a machine without the scope', staff('orders:read'), 'erp', 'forbidden'],
    ['a machine on a route for people', staff('orders:read', { machines: false }), 'bff', 'forbidden'],
  ])('is right for %s', (_who, access, caller, expected) => {
    expect(accessOf(access, caller)).toBe(expected);
  });

  it('has at least ten callers', () => {
    expect(new Set(MATRIX_CALLERS).size).toBeGreaterThanOrEqual(10);
  });
});
