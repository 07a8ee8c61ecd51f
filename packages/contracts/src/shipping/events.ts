import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { shippingMethod } from './model.ts';

export const shippingMethodChanged = /* @__PURE__ */ defineEvent({
  source: 'tradepost.shipping',
  type: 'ShippingMethodChanged',
  version: 1,
  summary: 'A shipping method was created, replaced or archived. Contains the whole method after the change.',
  data: () => z.object({ method: shippingMethod }),
});
