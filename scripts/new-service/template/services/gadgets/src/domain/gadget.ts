import type { StateAggregate } from '@tradepost/aggregate/aggregate';
import * as z from 'zod/mini';

/*
 * Stored shapes, not API shapes: a rule of the API that becomes stricter must not make a gadget unreadable. A field that is
 * added later is optional here, or has a default.
 */

const facts = { id: z.string(), title: z.string(), createdAt: z.string(), updatedAt: z.string() };

const gadgetState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('none') }),
  z.object({ status: z.literal('active'), ...facts }),
]);

/** State after the gadget's events; `none` before it was created. */
export type GadgetState = z.infer<typeof gadgetState>;

const gadgetEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('GadgetCreated'), at: z.string(), gadgetId: z.string(), title: z.string() }),
]);

/** Stored events of a gadget. They are internal; `to-contract-events.ts` maps them to published ones. */
export type GadgetEvent = z.infer<typeof gadgetEvent>;

/** Returns the gadget after an event. An event that cannot follow this state leaves the gadget unchanged. */
function evolve(gadget: GadgetState, event: GadgetEvent): GadgetState {
  switch (event.type) {
    case 'GadgetCreated': {
      const { gadgetId: id, title, at } = event;
      return gadget.status === 'none'
        ? { status: 'active', id, title, createdAt: at, updatedAt: at }
        : gadget;
    }
    default:
      return event.type satisfies never;
  }
}

/** A gadget: its commands are the other files of this folder. */
export const gadget = {
  name: 'gadget',
  initial: { status: 'none' },
  evolve,
  events: { schema: gadgetEvent },
  state: { schema: gadgetState },
} satisfies StateAggregate<GadgetState, GadgetEvent>;
