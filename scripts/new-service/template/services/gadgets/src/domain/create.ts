import type { Command } from '@tradepost/aggregate/aggregate';
import type { GadgetEvent, GadgetState } from './gadget.ts';

/** Creates a gadget. One that exists is not changed: the id follows from the request, so it is a repeat. */
export const create =
  (requested: { readonly gadgetId: string; readonly title: string }): Command<GadgetState, GadgetEvent> =>
  (gadget) => {
    switch (gadget.status) {
      case 'none':
        return { events: [{ type: 'GadgetCreated', ...requested }] };
      case 'active':
        return { events: [] };
      default:
        return gadget satisfies never;
    }
  };
