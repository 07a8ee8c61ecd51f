import type { GadgetState } from '../domain/gadget.ts';
import { toGadget } from '../views/gadget-view.ts';

type Found = { readonly state: GadgetState; readonly version: number };

/** The answer that shows a gadget as it is, or says that there is none. */
export function toReply(gadgetId: string, { state, version }: Found) {
  if (state.status === 'none') return { rejection: { code: 'GADGET_NOT_FOUND', gadgetId } } as const;
  return { body: toGadget(state, version), version };
}
