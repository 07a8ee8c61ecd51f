import type { GadgetState } from '../domain/gadget.ts';
import { toGadget } from '../views/gadget-view.ts';

type Found = { readonly state: GadgetState; readonly version: number };

/** Returns the reply with a gadget and its version. */
export function toReply({ state, version }: Found) {
  if (state.status === 'none')
    throw new Error('a reply needs a gadget that exists, not one in status "none"');
  return { body: toGadget(state, version), version };
}
