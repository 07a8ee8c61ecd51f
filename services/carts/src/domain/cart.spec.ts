import { given, replay } from '@tradepost/testing/given';
import {
  accepted,
  added,
  address,
  begun,
  cartId,
  created,
  filled,
  identified,
  orderId,
  person,
  submitted,
} from './cart.spec-kit.ts';
import { cart } from './cart.ts';
import type { CartEvent } from './cart-shapes.ts';
import { applyCode, removeCode } from './change-codes.ts';
import { changeDetails } from './change-details.ts';
import { addLine, setQuantity } from './change-lines.ts';
import { create } from './create.ts';
import { abandon, drop, erase } from './end.ts';
import { MAX_CART_BYTES, MAX_CODES, MAX_LINES } from './limits.ts';
import { mergeAway, mergeIn } from './merge.ts';

const A_DAY_LATER = '2026-01-02T11:59:00.000Z';
const NOT_FOUND = { code: 'CART_NOT_FOUND' } as const;
const lines = (count: number) =>
  Array.from({ length: count }, (_none, index) => added(index + 1, `S${index}`));

describe('a cart', () => {
  it('is created once', () => {
    const facts = { cartId, currency: 'GBP', country: 'GB' };
    given(cart)()
      .when(create(facts))
      .then([{ type: 'CartCreated', ...facts }]);
    given(cart)(created).when(create(facts)).then([]);
  });

  it('is created with its contents in one write', () => {
    const facts = { cartId, currency: 'GBP', country: 'GB' };
    const line = (sku: string, quantity: number) => ({ sku, quantity, maxQuantity: 4 });
    const contents = {
      details: { person, shippingMethodId: 'shm_1', removed: [] },
      lines: [line('TEA', 1), line('MUG', 2), line('TEA', 3)],
      codes: ['TEN', 'TEN', 'FREE'],
    };
    given(cart)()
      .when(create(facts, contents))
      .then([
        { type: 'CartCreated', ...facts },
        { type: 'DetailsChanged', ...contents.details },
        { type: 'LineAdded', line: { lineId: 'L1', sku: 'TEA', quantity: 4 } },
        { type: 'LineAdded', line: { lineId: 'L2', sku: 'MUG', quantity: 2 } },
        { type: 'CodeApplied', code: 'TEN' },
        { type: 'CodeApplied', code: 'FREE' },
      ]);
    given(cart)()
      .when(create(facts, { lines: [line('TEA', 2), line('TEA', 3)], codes: [] }))
      .thenRejected({ code: 'QUANTITY_ABOVE_MAXIMUM', sku: 'TEA', maxQuantity: 4 });
    given(cart)()
      .when(create(facts, { lines: [line('X'.repeat(MAX_CART_BYTES), 1)], codes: [] }))
      .thenRejected({ code: 'CART_TOO_LARGE', maxBytes: MAX_CART_BYTES });
    given(cart)(created).when(create(facts, contents)).then([]);
  });

  it('that does not exist cannot be changed', () => {
    given(cart)().when(addLine('TEA', 1)).thenRejected(NOT_FOUND);
    given(cart)().when(drop()).thenRejected(NOT_FOUND);
  });

  it('gets a line for each SKU, and adds units to the line of its SKU', () => {
    given(cart)(created)
      .when(addLine('TEA', 2))
      .then([{ type: 'LineAdded', line: { lineId: 'L1', sku: 'TEA', quantity: 2 } }]);
    given(cart)(created, added(1, 'TEA', 2))
      .when(addLine('TEA', 3))
      .then([{ type: 'QuantitySet', lineId: 'L1', quantity: 5 }]);
  });

  it('never gives an id of a line again', () => {
    given(cart)(created, added(1, 'TEA'), { type: 'LineRemoved', lineId: 'L1' })
      .when(addLine('MUG', 1))
      .then([{ type: 'LineAdded', line: { lineId: 'L2', sku: 'MUG', quantity: 1 } }]);
  });

  it('has no more units of a SKU than one order may have', () => {
    const rejection = { code: 'QUANTITY_ABOVE_MAXIMUM', sku: 'TEA', maxQuantity: 4 } as const;
    given(cart)(created, added(1, 'TEA', 2))
      .when(addLine('TEA', 3, 4))
      .thenRejected(rejection);
    given(cart)(created)
      .when(addLine('TEA', 1_000_001))
      .thenRejected({ ...rejection, maxQuantity: 1_000_000 });
    given(cart)(created, added(1, 'TEA'))
      .when(setQuantity('L1', 1_000_001))
      .thenRejected({ ...rejection, maxQuantity: 1_000_000 });
  });

  it(`has at most ${MAX_LINES} lines`, () => {
    given(cart)(created, ...lines(MAX_LINES - 1))
      .when(addLine('LAST', 1))
      .then([{ type: 'LineAdded', line: { lineId: `L${MAX_LINES}`, sku: 'LAST', quantity: 1 } }]);
    given(cart)(created, ...lines(MAX_LINES))
      .when(addLine('MORE', 1))
      .thenRejected({ code: 'CART_TOO_LARGE', maxLines: MAX_LINES });
    given(cart)(created, ...lines(MAX_LINES))
      .when(addLine('S7', 1))
      .then([{ type: 'QuantitySet', lineId: 'L8', quantity: 2 }]);
  });

  it('has at most 100 KB', () => {
    const long = { country: 'GB', sealed: { invoice: 'x'.repeat(MAX_CART_BYTES) } };
    given(cart)(created, identified)
      .when(changeDetails({ shippingAddress: long, removed: [] }, { person }))
      .thenRejected({ code: 'CART_TOO_LARGE', maxBytes: MAX_CART_BYTES });
  });

  it('sets units, removes a line with 0 units, and ignores a repeat', () => {
    const history = [created, added(1, 'TEA', 2)];
    given(cart)(...history)
      .when(setQuantity('L1', 7))
      .then([{ type: 'QuantitySet', lineId: 'L1', quantity: 7 }]);
    given(cart)(...history)
      .when(setQuantity('L1', 2))
      .then([]);
    given(cart)(...history)
      .when(setQuantity('L1', 0))
      .then([{ type: 'LineRemoved', lineId: 'L1' }]);
    given(cart)(...history)
      .when(setQuantity('L2', 1))
      .thenRejected({ code: 'LINE_NOT_FOUND', lineId: 'L2' });
  });

  it('applies and removes codes, each once', () => {
    const applied: CartEvent = { type: 'CodeApplied', at: '', code: 'TEN' };
    given(cart)(created)
      .when(applyCode('TEN'))
      .then([{ type: 'CodeApplied', code: 'TEN' }]);
    given(cart)(created, applied).when(applyCode('TEN')).then([]);
    given(cart)(created, applied)
      .when(removeCode('TEN'))
      .then([{ type: 'CodeRemoved', code: 'TEN' }]);
    given(cart)(created).when(removeCode('TEN')).then([]);
    const many = Array.from({ length: MAX_CODES }, (_none, index) => ({ ...applied, code: `C${index}` }));
    given(cart)(created, ...many)
      .when(applyCode('TEN'))
      .thenRejected({ code: 'TOO_MANY_CODES', maxCodes: MAX_CODES });
  });

  it('has a person before it has an address, whose country becomes its own', () => {
    const details = { shippingAddress: { ...address, country: 'FR' }, removed: [] };
    given(cart)(created).when(changeDetails(details, {})).thenRejected({ code: 'EMAIL_MISSING' });
    given(cart)(created)
      .when(changeDetails({ ...details, person }, {}))
      .then([{ type: 'DetailsChanged', ...details, person }]);
    const changed: CartEvent = { type: 'DetailsChanged', at: '', ...details };
    expect(replay(cart, [created, identified, changed])).toMatchObject({ country: 'FR', person });
  });

  it('takes no address that was sealed for another person', () => {
    const details = { shippingAddress: address, removed: [] };
    given(cart)(...filled)
      .when(changeDetails(details, { person: { subjectId: 'sub_2' } }))
      .thenRejected({ code: 'PERSON_CHANGED' });
  });

  it('takes no moved addresses after one of them was changed', () => {
    const details = { person: { ...person, subjectId: 'sub_2' }, shippingAddress: address, removed: [] };
    given(cart)(...filled)
      .when(changeDetails(details, { person, shippingAddress: { ...address, country: 'FR' } }))
      .thenRejected({ code: 'PERSON_CHANGED' });
  });

  it('removes details that it has', () => {
    const chosen: CartEvent = { type: 'DetailsChanged', at: '', shippingMethodId: 'shm_1', removed: [] };
    const nothing = { removed: ['billingAddress' as const, 'shippingMethodId' as const] };
    given(cart)(...filled, chosen)
      .when(changeDetails(nothing, { person }))
      .then([{ type: 'DetailsChanged', removed: ['shippingMethodId'] }]);
    given(cart)(...filled)
      .when(changeDetails(nothing, { person }))
      .then([]);
    const removed: CartEvent = { type: 'DetailsChanged', at: '', removed: ['shippingMethodId'] };
    expect(replay(cart, [...filled, chosen, removed])).not.toHaveProperty('shippingMethodId');
  });

  it('is open again after a change in its checkout, without its quote', () => {
    const after = replay(cart, [...filled, begun, added(2, 'MUG')]);
    expect(after).toMatchObject({ status: 'open', lines: [{ sku: 'TEA' }, { sku: 'MUG' }] });
    expect(after).not.toHaveProperty('checkout');
  });

  it('cannot be changed after it was submitted', () => {
    const rejection = { code: 'CART_SUBMITTED', orderId } as const;
    for (const history of [
      [...filled, begun, submitted],
      [...filled, begun, submitted, accepted],
    ]) {
      given(cart)(...history)
        .when(addLine('MUG', 1))
        .thenRejected(rejection);
      given(cart)(...history)
        .when(drop())
        .thenRejected(rejection);
    }
  });

  it('with lines is abandoned a day after its last change, and open again after the next', () => {
    given(cart)(...filled)
      .when(abandon(), A_DAY_LATER)
      .then([{ type: 'CartAbandoned' }]);
    given(cart)(...filled)
      .when(abandon(), '2026-01-02T11:58:59.999Z')
      .then([]);
    given(cart)(created).when(abandon(), A_DAY_LATER).then([]);
    given(cart)(...filled, begun)
      .when(abandon(), A_DAY_LATER)
      .then([]);
    const abandoned: CartEvent = { type: 'CartAbandoned', at: A_DAY_LATER };
    expect(replay(cart, [...filled, abandoned])).toMatchObject({ status: 'abandoned' });
    const revived = replay(cart, [...filled, abandoned, added(2, 'MUG')]);
    expect(revived).toMatchObject({ status: 'open' });
    expect(revived).not.toHaveProperty('abandonedAt');
  });

  it('that was dropped does not exist any more', () => {
    const dropped: CartEvent = { type: 'CartDropped', at: '' };
    given(cart)(...filled)
      .when(drop())
      .then([{ type: 'CartDropped' }]);
    given(cart)(...filled, dropped)
      .when(addLine('TEA', 1))
      .thenRejected(NOT_FOUND);
    expect(replay(cart, [...filled, dropped])).toEqual({ status: 'dropped', cartId, updatedAt: '' });
  });

  it('of a person who was erased has nothing but its id', () => {
    given(cart)(...filled)
      .when(erase({ subjectId: 'sub_1' }))
      .then([{ type: 'CartErased' }]);
    given(cart)({ ...created, customerId: 'cus_1' } as CartEvent)
      .when(erase({ subjectId: 'sub_9', customerId: 'cus_1' }))
      .then([{ type: 'CartErased' }]);
    given(cart)(...filled)
      .when(erase({ subjectId: 'sub_2', customerId: 'cus_1' }))
      .then([]);
    const erased: CartEvent = { type: 'CartErased', at: 'later' };
    for (const history of [filled, [...filled, begun, submitted, accepted]]) {
      expect(replay(cart, [...history, erased])).toEqual({ status: 'erased', cartId, updatedAt: 'later' });
    }
  });
});

describe('merging', () => {
  const other = {
    cartId: 'crt_2',
    lines: [
      { lineId: 'L1', sku: 'TEA', quantity: 3 },
      { lineId: 'L4', sku: 'MUG', quantity: 1 },
    ],
    codes: ['TEN'],
  };
  const own: CartEvent = { type: 'CodeApplied', at: '', code: 'OWN' };

  it.each([
    ['sum', 5],
    ['max', 3],
    ['keep', 2],
  ] as const)('with the strategy %s keeps every line', (strategy, quantity) => {
    given(cart)(...filled, own)
      .when(mergeIn(other, strategy))
      .then([
        {
          ...{ type: 'CartMergedIn', from: 'crt_2', codes: ['OWN', 'TEN'] },
          lines: [
            { lineId: 'L1', sku: 'TEA', quantity },
            { lineId: 'L2', sku: 'MUG', quantity: 1 },
          ],
        },
      ]);
  });

  it('is rejected as a whole if the lines or the units are too many', () => {
    given(cart)(created, ...lines(MAX_LINES))
      .when(mergeIn(other, 'sum'))
      .thenRejected({ code: 'CART_TOO_LARGE', maxLines: MAX_LINES });
    given(cart)(created, added(1, 'TEA', 1_000_000))
      .when(mergeIn(other, 'sum'))
      .thenRejected({ code: 'QUANTITY_ABOVE_MAXIMUM', sku: 'TEA', maxQuantity: 1_000_000 });
  });

  it('gives ids of lines that no later line gets', () => {
    const merged: CartEvent = {
      ...{ type: 'CartMergedIn', at: '', from: 'crt_2', codes: [] },
      lines: [{ lineId: 'L2', sku: 'MUG', quantity: 1 }],
    };
    given(cart)(created, added(1, 'TEA'), merged)
      .when(addLine('POT', 1))
      .then([{ type: 'LineAdded', line: { lineId: 'L3', sku: 'POT', quantity: 1 } }]);
  });

  it('leaves nothing in the other cart, and can be repeated', () => {
    const away: CartEvent = { type: 'CartMergedAway', at: 'later', mergedInto: 'crt_2' };
    given(cart)(...filled)
      .when(mergeAway('crt_2'))
      .then([{ type: 'CartMergedAway', mergedInto: 'crt_2' }]);
    given(cart)(...filled, away)
      .when(mergeAway('crt_2'))
      .then([]);
    given(cart)(...filled, away)
      .when(mergeAway('crt_3'))
      .thenRejected({ code: 'CART_MERGED', mergedInto: 'crt_2' } as { readonly code: string });
    const state = replay(cart, [...filled, away]);
    expect(state).toMatchObject({ status: 'merged', mergedInto: 'crt_2' });
    for (const name of ['lines', 'person', 'codes']) expect(state).not.toHaveProperty(name);
  });
});

describe('evolve', () => {
  it('ignores events that cannot follow', () => {
    const { initial, evolve } = cart;
    for (const event of [added(1, 'TEA'), begun, submitted, accepted])
      expect(evolve(initial, event)).toBe(initial);
    const open = replay(cart, filled);
    for (const event of [created, submitted, accepted]) expect(evolve(open, event)).toBe(open);
    const done = replay(cart, [...filled, begun, submitted, accepted]);
    const more: readonly CartEvent[] = [
      ...[added(2, 'MUG'), begun, submitted, accepted, identified],
      { type: 'CheckoutExpired', at: '' },
      { type: 'SubmissionRejected', at: '', code: 'QUOTE_EXPIRED' },
      { type: 'CartAbandoned', at: '' },
      { type: 'CartDropped', at: '' },
      { type: 'CartMergedAway', at: '', mergedInto: 'crt_2' },
    ];
    for (const event of more) expect(evolve(done, event)).toBe(done);
  });
});
