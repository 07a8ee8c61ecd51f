import type { GadgetEvent, GadgetState } from './gadget.ts';

/** All that is decided on: clock and id are facts that the caller gathered. */
export type CreateGadget = {
  readonly type: 'CreateGadget';
  readonly gadgetId: string;
  readonly at: string;
  readonly title: string;
};

export type GadgetDecision = { readonly events: readonly GadgetEvent[] };

/** What a command comes to on a state. Pure. */
export function decide({ gadgetId, at, title }: CreateGadget, state: GadgetState): GadgetDecision {
  switch (state.status) {
    case 'none': {
      const gadget = { id: gadgetId, title, createdAt: at, updatedAt: at };
      return { events: [{ type: 'GadgetCreated', at, gadget }] };
    }
    // It was made by the same request: its id follows from it.
    case 'active':
      return { events: [] };
    default:
      return state satisfies never;
  }
}
