import type { Gadget } from '@tradepost/contracts/models/gadget';
import type { GadgetFacts } from '../domain/gadget.ts';

/** A gadget as the API and the events show it. */
export function toGadget({ id, title, createdAt, updatedAt }: GadgetFacts, version: number): Gadget {
  return { id, title, version, createdAt, updatedAt };
}
