import { given } from '@tradepost/testing/given';
import { commandTable, followTable } from '@tradepost/testing/tables';
import { archive } from './archive.ts';
import { create, toFacts } from './create.ts';
import { METHOD_ID, POST } from './method.spec-kit.ts';
import { replace } from './replace.ts';
import { type MethodEvent, shippingMethod } from './shipping-method.ts';

const at = '2026-01-05T08:00:00.000Z';
const facts = toFacts(METHOD_ID, POST, at);
const created: MethodEvent = { type: 'ShippingMethodCreated', at, method: facts };
const paused: MethodEvent = { type: 'ShippingMethodReplaced', at, method: { ...facts, status: 'paused' } };
const archived: MethodEvent = {
  type: 'ShippingMethodArchived',
  at,
  method: { ...facts, status: 'archived' },
};
const states = {
  none: [],
  active: [created],
  paused: [created, paused],
  archived: [created, archived],
};

followTable(
  shippingMethod,
  {
    states,
    events: {
      ShippingMethodCreated: created,
      ShippingMethodReplaced: { ...paused, method: { ...paused.method, name: 'Post' } },
      ShippingMethodArchived: archived,
    },
  },
  {
    none: { ShippingMethodCreated: 'active' },
    active: { ShippingMethodReplaced: 'paused', ShippingMethodArchived: 'archived' },
    paused: { ShippingMethodReplaced: 'paused', ShippingMethodArchived: 'archived' },
    archived: {},
  },
);

commandTable(shippingMethod, states, {
  create: [
    create(METHOD_ID, POST),
    { none: ['ShippingMethodCreated'], active: [], paused: [], archived: [] },
  ],
  replace: [
    replace(METHOD_ID, { ...POST, name: 'Post' }),
    {
      none: 'SHIPPING_METHOD_NOT_FOUND',
      active: ['ShippingMethodReplaced'],
      paused: ['ShippingMethodReplaced'],
      archived: 'SHIPPING_METHOD_ARCHIVED',
    },
  ],
  archive: [
    archive(METHOD_ID),
    {
      none: 'SHIPPING_METHOD_NOT_FOUND',
      active: ['ShippingMethodArchived'],
      paused: ['ShippingMethodArchived'],
      archived: [],
    },
  ],
});

describe('a shipping method', () => {
  const now = '2026-01-06T08:00:00.000Z';

  it('is not changed when the same method replaces it', () => {
    given(shippingMethod)(created).when(replace(METHOD_ID, POST)).then([]);
  });

  it('is replaced as a whole', () => {
    const { days: _days, cutOff: _cutOff, ...rest } = POST;
    given(shippingMethod)(created)
      .when(replace(METHOD_ID, rest), now)
      .then([
        {
          type: 'ShippingMethodReplaced',
          method: { id: METHOD_ID, ...rest, createdAt: at, updatedAt: now },
        },
      ]);
  });
});
