import type { GadgetState } from '../domain/gadget.ts';
import { toGadget } from '../views/gadget-view.ts';

type Found = { readonly state: GadgetState; readonly version: number };

/** Returns the reply with a gadget, or the rejection GADGET_NOT_FOUND. */
export function toReply(gadgetId: string, { state, version }: Found) {
  if (state.status === 'none') return { rejection: { code: 'GADGET_NOT_FOUND', gadgetId } } as const;
  return { body: toGadget(state, version), version };
}
