import type { Gadget } from '@tradepost/contracts/gadgets/model';
import type { GadgetFacts } from '../domain/gadget.ts';

/** Maps a stored gadget to its form in the API and in events. */
export function toGadget({ id, title, createdAt, updatedAt }: GadgetFacts, version: number): Gadget {
  return { id, title, version, createdAt, updatedAt };
}
