import { given } from '@tradepost/testing/old/given';
import { type CreateGadget, decide } from './decide.ts';
import { evolve, type GadgetEvent, noGadget } from './gadget.ts';

const gadgetId = 'gdg_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const at = '2026-01-05T08:00:00.000Z';
const create: CreateGadget = { type: 'CreateGadget', gadgetId, at, title: 'The first' };
const created: GadgetEvent = {
  type: 'GadgetCreated',
  at,
  gadget: { id: gadgetId, title: 'The first', createdAt: at, updatedAt: at },
};

const gadget = given({ initial: noGadget, decide, evolve });

describe('a gadget that does not exist', () => {
  it('is created', () => {
    gadget().when(create).then([created]);
  });
});

describe('a gadget that exists', () => {
  it('is not created again', () => {
    gadget(created).when(create).then([]);
  });
});
