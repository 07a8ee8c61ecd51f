import { given } from '@tradepost/testing/given';
import { commandTable, followTable } from '@tradepost/testing/tables';
import { create } from './create.ts';
import { type GadgetEvent, gadget } from './gadget.ts';

const requested = { gadgetId: 'gdg_01JD3XK8WQ4N6T2B9V5M7R0C1E', title: 'The first' };
const created: GadgetEvent = { type: 'GadgetCreated', at: '2026-01-05T08:00:00.000Z', ...requested };
const states = { none: [], active: [created] };

followTable(
  gadget,
  { states, events: { GadgetCreated: created } },
  { none: { GadgetCreated: 'active' }, active: {} },
);

commandTable(gadget, states, {
  create: [create(requested), { none: ['GadgetCreated'], active: [] }],
});

describe('a gadget that does not exist', () => {
  it('is created with its title', () => {
    given(gadget)()
      .when(create(requested))
      .then([{ type: 'GadgetCreated', ...requested }]);
  });
});
