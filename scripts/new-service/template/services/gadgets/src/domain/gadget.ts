import { gadget } from '@tradepost/contracts/gadgets/model';
import * as z from 'zod/mini';

/** Fields of a gadget. The store counts its version. */
const gadgetFacts = z.omit(gadget, { version: true });

export type GadgetFacts = z.infer<typeof gadgetFacts>;

const gadgetState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('none') }),
  z.object({ status: z.literal('active'), ...gadgetFacts.shape }),
]);

/** State after the gadget's events; `none` before it was created. */
export type GadgetState = z.infer<typeof gadgetState>;

export const noGadget: GadgetState = { status: 'none' };

const gadgetEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('GadgetCreated'), at: z.iso.datetime(), gadget: gadgetFacts }),
]);

/** Stored events of a gadget. They are internal; `to-contract-events.ts` maps them to published ones. */
export type GadgetEvent = z.infer<typeof gadgetEvent>;

/** Returns the state after an event. */
export function evolve(_state: GadgetState, event: GadgetEvent): GadgetState {
  switch (event.type) {
    case 'GadgetCreated':
      return { status: 'active', ...event.gadget };
    default:
      return event.type satisfies never;
  }
}

/** Parses a stored state; throws if it does not match the schema. */
export function parseState(stored: unknown): GadgetState {
  return gadgetState.parse(stored);
}

/** Parses a stored event; throws if it does not match the schema. */
export function parseEvent(stored: unknown): GadgetEvent {
  return gadgetEvent.parse(stored);
}
