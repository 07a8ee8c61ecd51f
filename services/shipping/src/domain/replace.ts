import { isDeepStrictEqual } from 'node:util';
import type { Command } from '@tradepost/aggregate/aggregate';
import type { NewMethod } from './create.ts';
import type { MethodEvent, MethodState } from './shipping-method.ts';

export type ReplaceRejection = {
  readonly code: 'SHIPPING_METHOD_NOT_FOUND' | 'SHIPPING_METHOD_ARCHIVED';
  readonly methodId: string;
};

/** Replaces a shipping method as a whole, except its id and the time of its creation. The same method again changes nothing. */
export const replace =
  (methodId: string, requested: NewMethod): Command<MethodState, MethodEvent, ReplaceRejection> =>
  (method, { at }) => {
    switch (method.status) {
      case 'none':
        return { rejection: { code: 'SHIPPING_METHOD_NOT_FOUND', methodId } };
      case 'archived':
        return { rejection: { code: 'SHIPPING_METHOD_ARCHIVED', methodId } };
      case 'active':
      case 'paused': {
        const { id, createdAt, updatedAt, ...before } = method;
        if (isDeepStrictEqual(before, requested)) return { events: [] };
        return {
          events: [
            { type: 'ShippingMethodReplaced', method: { id, ...requested, createdAt, updatedAt: at } },
          ],
        };
      }
      default:
        return method satisfies never;
    }
  };
