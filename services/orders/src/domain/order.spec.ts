import { parseEvent } from '@tradepost/aggregate/stored-shapes';
import { given, replay } from '@tradepost/testing/given';
import { commandTable, followTable } from '@tradepost/testing/tables';
import { cancel } from './cancel.ts';
import { claim } from './claim.ts';
import { confirm } from './confirm.ts';
import { correct, MAX_CORRECTIONS_PER_ORDER } from './correct.ts';
import { erasePersonalData } from './erase-personal-data.ts';
import {
  cancelled,
  claimed,
  confirmed,
  corrected,
  events,
  linkRequested,
  personErased,
  placed,
  placedByGuest,
  rejected,
  requested,
  states,
} from './order.spec-kit.ts';
import { order, type PlacedOrder } from './order.ts';
import { place } from './place.ts';
import { reject } from './reject.ts';
import { MAX_LINKS_PER_ORDER, requestLink } from './request-link.ts';
import { revokeToken } from './revoke-token.ts';

const LATER = '2026-03-01T10:00:00.000Z';
const claimOfGuest = { customerId: 'cus_1', emailHash: 'eml_1' };
const linkOfGuest = { emailHash: 'eml_1', requestId: 'cor_2/RequestOrderLink' };
/** The states of a guest's order. */
const byGuest = {
  none: [],
  placed: [placedByGuest],
  confirmed: [placedByGuest, confirmed],
  rejected: [placedByGuest, rejected],
  cancelled: [placedByGuest, cancelled],
};
const outOfStock = { code: 'OUT_OF_STOCK', shortages: [] };

followTable(
  order,
  { states, events },
  {
    none: { OrderPlaced: 'placed' },
    placed: {
      OrderConfirmed: 'confirmed',
      OrderRejected: 'rejected',
      OrderCancelled: 'cancelled',
      OrderTokenRevoked: 'placed',
      OrderLinkRequested: 'placed',
      OrderClaimed: 'placed',
      PersonalDataCorrected: 'placed',
      PersonalDataErased: 'placed',
    },
    confirmed: {
      OrderCancelled: 'cancelled',
      OrderTokenRevoked: 'confirmed',
      OrderLinkRequested: 'confirmed',
      OrderClaimed: 'confirmed',
      PersonalDataCorrected: 'confirmed',
      PersonalDataErased: 'confirmed',
    },
    rejected: {
      OrderTokenRevoked: 'rejected',
      OrderLinkRequested: 'rejected',
      OrderClaimed: 'rejected',
      PersonalDataCorrected: 'rejected',
      PersonalDataErased: 'rejected',
    },
    cancelled: {
      OrderTokenRevoked: 'cancelled',
      OrderLinkRequested: 'cancelled',
      OrderClaimed: 'cancelled',
      PersonalDataCorrected: 'cancelled',
      PersonalDataErased: 'cancelled',
    },
  },
);

commandTable(order, states, {
  place: [
    place(requested),
    { none: ['OrderPlaced'], placed: [], confirmed: [], rejected: [], cancelled: [] },
  ],
  confirm: [
    confirm(),
    {
      none: 'ORDER_NOT_FOUND',
      placed: ['OrderConfirmed'],
      confirmed: [],
      rejected: 'ORDER_REJECTED',
      cancelled: 'ORDER_CANCELLED',
    },
  ],
  reject: [
    reject({ reason: outOfStock }),
    {
      none: 'ORDER_NOT_FOUND',
      placed: ['OrderRejected'],
      confirmed: 'ORDER_CONFIRMED',
      rejected: [],
      cancelled: 'ORDER_CANCELLED',
    },
  ],
  cancel: [
    cancel({}),
    {
      none: 'ORDER_NOT_FOUND',
      placed: ['OrderCancelled'],
      confirmed: ['OrderCancelled'],
      rejected: 'ORDER_NOT_CANCELLABLE',
      cancelled: [],
    },
  ],
});

commandTable(order, states, {
  erasePersonalData: [
    erasePersonalData({ subjectId: placed.subjectId }),
    {
      none: [],
      placed: ['PersonalDataErased'],
      confirmed: ['PersonalDataErased'],
      rejected: ['PersonalDataErased'],
      cancelled: ['PersonalDataErased'],
    },
  ],
});

const correction = { sealed: corrected.sealed, emailHash: corrected.emailHash };
commandTable(order, states, {
  correct: [
    correct(correction),
    {
      none: 'ORDER_NOT_FOUND',
      placed: ['PersonalDataCorrected'],
      confirmed: ['PersonalDataCorrected'],
      rejected: ['PersonalDataCorrected'],
      cancelled: ['PersonalDataCorrected'],
    },
  ],
});

describe('a corrected order', () => {
  const { contact } = corrected.sealed;

  it('has the new seals, and those that were not corrected', () => {
    const invoice = 's1..Y29ycmVjdGVkIGludm9pY2U';
    const { sealed, updatedAt } = replay(order, [placed, { ...corrected, at: LATER }]) as PlacedOrder;
    expect([sealed, updatedAt]).toEqual([{ ...placed.sealed, contact }, LATER]);
    const again = { ...corrected, sealed: { invoice } };
    expect(replay(order, [placed, corrected, again])).toMatchObject({ sealed: { contact, invoice } });
  });

  it('of a guest is found by the new address alone', () => {
    const { emailHash } = corrected;
    given(order)(placedByGuest, corrected)
      .when(claim(claimOfGuest))
      .thenRejected({ code: 'ORDER_NOT_FOUND' });
    given(order)(placedByGuest, corrected)
      .when(claim({ ...claimOfGuest, emailHash }))
      .then([{ type: 'OrderClaimed', customerId: claimOfGuest.customerId }]);
    const { emailHash: kept } = replay(order, [
      placedByGuest,
      { ...corrected, emailHash: undefined },
    ]) as PlacedOrder;
    expect(kept).toBe(placedByGuest.emailHash);
  });

  it('that staff placed has no hash of an address', () => {
    expect(replay(order, [placed, corrected])).not.toHaveProperty('emailHash');
  });

  it('is not changed by a correction without seals', () => {
    given(order)(placed)
      .when(correct({ sealed: {} }))
      .then([]);
  });

  it('is refused after an erasure, and changes nothing if it is recorded late', () => {
    given(order)(placedByGuest, personErased)
      .when(correct(correction))
      .thenRejected({ code: 'PERSONAL_DATA_ERASED' });
    const erased = replay(order, [placedByGuest, personErased]);
    expect(replay(order, [placedByGuest, personErased, corrected])).toEqual(erased);
  });

  it(`is corrected at most ${MAX_CORRECTIONS_PER_ORDER} times`, () => {
    const corrections = Array.from({ length: MAX_CORRECTIONS_PER_ORDER }, () => corrected);
    given(order)(placed, ...corrections)
      .when(correct(correction))
      .thenRejected({ code: 'ORDER_CORRECTION_LIMIT' });
  });
});

describe('an order whose person was erased', () => {
  const byCustomer = { ...placed, customerId: 'cus_1', placedBy: { kind: 'customer', id: 'cus_1' } } as const;

  it('keeps nothing by which the person could be found', () => {
    for (const first of [byCustomer, { ...placedByGuest, ipHash: 'ipa_1' }]) {
      const { customerId, emailHash, ipHash, placedBy } = replay(order, [first, personErased]) as PlacedOrder;
      expect([customerId, emailHash, ipHash]).toEqual([undefined, undefined, undefined]);
      expect(placedBy?.id).toBe('erased');
    }
  });

  it('keeps the machine or the person of staff that placed it, lines, total and address seal', () => {
    const first = { ...byCustomer, placedBy: { kind: 'machine', id: 'erp' } } as const;
    const { lines, total, sealed, country, placedBy } = replay(order, [first, personErased]) as PlacedOrder;
    expect({ lines, total, sealed, country, placedBy }).toEqual({
      lines: first.lines,
      total: first.total,
      sealed: first.sealed,
      country: first.country,
      placedBy: first.placedBy,
    });
  });

  it('is erased once, and not with another person', () => {
    given(order)(placed, personErased)
      .when(erasePersonalData({ subjectId: placed.subjectId }))
      .then([]);
    given(order)(placed)
      .when(erasePersonalData({ subjectId: 'sub_other' }))
      .then([]);
  });
});

commandTable(order, byGuest, {
  revokeToken: [
    revokeToken(),
    {
      none: 'ORDER_NOT_FOUND',
      placed: ['OrderTokenRevoked'],
      confirmed: ['OrderTokenRevoked'],
      rejected: ['OrderTokenRevoked'],
      cancelled: ['OrderTokenRevoked'],
    },
  ],
  claim: [
    claim(claimOfGuest),
    {
      none: 'ORDER_NOT_FOUND',
      placed: ['OrderClaimed'],
      confirmed: ['OrderClaimed'],
      rejected: ['OrderClaimed'],
      cancelled: ['OrderClaimed'],
    },
  ],
  requestLink: [
    requestLink(linkOfGuest),
    {
      none: 'ORDER_NOT_FOUND',
      placed: ['OrderLinkRequested'],
      confirmed: ['OrderLinkRequested'],
      rejected: ['OrderLinkRequested'],
      cancelled: ['OrderLinkRequested'],
    },
  ],
});

describe("a guest's order", () => {
  it('does not exist for another address', () => {
    given(order)(placedByGuest)
      .when(requestLink({ ...linkOfGuest, emailHash: 'eml_2' }))
      .thenRejected({ code: 'ORDER_NOT_FOUND' });
  });

  it('is claimed by one customer, with its address, once', () => {
    given(order)(placedByGuest)
      .when(claim({ ...claimOfGuest, emailHash: 'eml_2' }))
      .thenRejected({ code: 'ORDER_NOT_FOUND' });
    const { customerId } = claimOfGuest;
    const events = [placedByGuest, { ...claimed, customerId }];
    given(order)(...events)
      .when(claim(claimOfGuest))
      .then([]);
    given(order)(...events)
      .when(claim({ ...claimOfGuest, customerId: 'cus_2' }))
      .thenRejected({ code: 'ORDER_CLAIMED' });
    const state = replay(order, [...events, { ...claimed, customerId: 'cus_2' }]);
    expect(state).toMatchObject({ customerId, placedBy: { kind: 'guest' } });
  });

  it('records a repeated request for its link once', () => {
    given(order)(placedByGuest, { type: 'OrderLinkRequested', at: LATER, requestId: linkOfGuest.requestId })
      .when(requestLink(linkOfGuest))
      .then([]);
  });

  it(`has at most ${MAX_LINKS_PER_ORDER} requests for its link`, () => {
    const requests = Array.from({ length: MAX_LINKS_PER_ORDER }, (_none, index) => ({
      ...linkRequested,
      requestId: `${index}`,
    }));
    given(order)(placedByGuest, ...requests)
      .when(requestLink(linkOfGuest))
      .thenRejected({ code: 'ORDER_LINK_LIMIT' });
  });
});

describe('an order of a customer', () => {
  it('is not claimed', () => {
    given(order)({ ...placed, customerId: 'cus_1' })
      .when(claim(claimOfGuest))
      .thenRejected({ code: 'ORDER_NOT_FOUND' });
  });

  it('has no order token to revoke', () => {
    given(order)(placed).when(revokeToken()).thenRejected({ code: 'ORDER_HAS_NO_TOKEN' });
  });
});

describe('a placed order', () => {
  it('is rejected with the reason and its facts', () => {
    given(order)(placed)
      .when(reject({ reason: outOfStock }))
      .then([{ type: 'OrderRejected', rejection: outOfStock }]);
  });

  it('is cancelled with the sealed reason of the caller', () => {
    given(order)(placed)
      .when(cancel({ sealedReason: 's1..x' }))
      .then([{ type: 'OrderCancelled', sealedReason: 's1..x' }]);
  });
});

describe('a rejected order', () => {
  it('names its status if it cannot be cancelled', () => {
    given(order)(placed, rejected)
      .when(cancel({}))
      .thenRejected({ code: 'ORDER_NOT_CANCELLABLE', orderStatus: 'rejected' });
  });
});

describe('evolve', () => {
  it('keeps the reason of a rejection', () => {
    expect(replay(order, [placed, { ...rejected, at: LATER }])).toMatchObject({
      rejectionReason: { code: 'OUT_OF_STOCK' },
      rejectedAt: LATER,
      updatedAt: LATER,
    });
  });

  it('keeps confirmedAt of an order that is cancelled after its confirmation', () => {
    expect(replay(order, [placed, confirmed, { ...cancelled, at: LATER }])).toMatchObject({
      confirmedAt: confirmed.at,
      cancelledAt: LATER,
      sealedReason: 's1..c2VhbGVkIHJlYXNvbg',
      updatedAt: LATER,
    });
  });
});

describe('a stored event', () => {
  const parse = (stored: unknown) => parseEvent(stored, LATER, order.events);

  it('has fields in the order of the schema, so that a repeated request gets the same bytes', () => {
    expect(JSON.stringify(parse(reversed(placed)))).toBe(JSON.stringify(parse(placed)));
  });

  it('of an unknown type is an error', () => {
    expect(() => parse({ type: 'OrderShipped', at: LATER })).toThrow();
  });
});

/** The same value with all fields in reversed order, as DynamoDB may return them. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, reversed(each)] as const);
  return Object.fromEntries(entries.reverse());
}
