import type { Gadget } from '@tradepost/contracts/gadgets/model';
import type { GadgetState } from '../domain/gadget.ts';

/**
 * The gadget in the API and in events.
 *
 * @throws Error if the gadget does not exist
 */
export function toGadget(gadget: GadgetState, version: number): Gadget {
  if (gadget.status === 'none') throw new Error('a gadget that does not exist has no projection');
  const { id, title, createdAt, updatedAt } = gadget;
  return { id, title, version, createdAt, updatedAt };
}
