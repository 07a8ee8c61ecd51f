import type { GadgetEvent, GadgetState } from './gadget.ts';

/** Commands. Time and id are facts gathered by the caller. */
export type CreateGadget = {
  readonly type: 'CreateGadget';
  readonly gadgetId: string;
  readonly at: string;
  readonly title: string;
};

export type GadgetDecision = { readonly events: readonly GadgetEvent[] };

/** Decides on a command. Pure. */
export function decide({ gadgetId, at, title }: CreateGadget, state: GadgetState): GadgetDecision {
  switch (state.status) {
    case 'none': {
      const gadget = { id: gadgetId, title, createdAt: at, updatedAt: at };
      return { events: [{ type: 'GadgetCreated', at, gadget }] };
    }
    // The same request created it, since the id follows from the request.
    case 'active':
      return { events: [] };
    default:
      return state satisfies never;
  }
}
