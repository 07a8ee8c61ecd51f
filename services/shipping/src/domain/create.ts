import type { Command } from '@tradepost/aggregate/aggregate';
import type { MethodEvent, MethodFacts, MethodState } from './shipping-method.ts';

/** A shipping method as it was requested. */
export type NewMethod = Omit<MethodFacts, 'id' | 'createdAt' | 'updatedAt'>;

/** Creates a shipping method. One that exists is not changed: the id follows from the request, so it is a repeat. */
export const create =
  (methodId: string, requested: NewMethod): Command<MethodState, MethodEvent> =>
  (method, { at }) => {
    switch (method.status) {
      case 'none':
        return { events: [{ type: 'ShippingMethodCreated', method: toFacts(methodId, requested, at) }] };
      case 'active':
      case 'paused':
      case 'archived':
        return { events: [] };
      default:
        return method satisfies never;
    }
  };

/** Returns a method as it is after its creation at a time. */
export function toFacts(methodId: string, requested: NewMethod, at: string): MethodFacts {
  return { id: methodId, ...requested, createdAt: at, updatedAt: at };
}
