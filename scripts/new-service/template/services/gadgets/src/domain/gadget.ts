import { gadget } from '@tradepost/contracts/models/gadget';
import * as z from 'zod/mini';

/** All that there is to a gadget but its version, which the store counts. */
const gadgetFacts = z.omit(gadget, { version: true });

export type GadgetFacts = z.infer<typeof gadgetFacts>;

const gadgetState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('none') }),
  z.object({ status: z.literal('active'), ...gadgetFacts.shape }),
]);

/** A gadget as its events leave it; `none` before it was created. */
export type GadgetState = z.infer<typeof gadgetState>;

export const noGadget: GadgetState = { status: 'none' };

const gadgetEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('GadgetCreated'), at: z.iso.datetime(), gadget: gadgetFacts }),
]);

/** What happened to a gadget, as it is stored. These stay inside the service: see `to-contract-events.ts`. */
export type GadgetEvent = z.infer<typeof gadgetEvent>;

/** The gadget after an event. */
export function evolve(_state: GadgetState, event: GadgetEvent): GadgetState {
  switch (event.type) {
    case 'GadgetCreated':
      return { status: 'active', ...event.gadget };
    default:
      return event.type satisfies never;
  }
}

/** Parses a stored state; throws where it has not the form of one. */
export function parseState(stored: unknown): GadgetState {
  return gadgetState.parse(stored);
}

/** Parses a stored event; throws where it has not the form of one. */
export function parseEvent(stored: unknown): GadgetEvent {
  return gadgetEvent.parse(stored);
}
