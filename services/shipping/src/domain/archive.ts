import type { Command } from '@tradepost/aggregate/aggregate';
import type { MethodEvent, MethodState } from './shipping-method.ts';

export type ArchiveRejection = { readonly code: 'SHIPPING_METHOD_NOT_FOUND'; readonly methodId: string };

/** Archives a shipping method, which is final. Archiving again changes nothing. Old orders refer to it, so it is kept. */
export const archive =
  (methodId: string): Command<MethodState, MethodEvent, ArchiveRejection> =>
  (method, { at }) => {
    switch (method.status) {
      case 'none':
        return { rejection: { code: 'SHIPPING_METHOD_NOT_FOUND', methodId } };
      case 'archived':
        return { events: [] };
      case 'active':
      case 'paused':
        return {
          events: [
            { type: 'ShippingMethodArchived', method: { ...method, status: 'archived', updatedAt: at } },
          ],
        };
      default:
        return method satisfies never;
    }
  };
