import { createHash } from 'node:crypto';
import { unwrap } from '@tradepost/client/client';
import { forEach } from '@tradepost/command-line/for-each';
import type { createShippingMethod } from '@tradepost/contracts/shipping/routes';
import type * as z from 'zod/mini';
import type { Api } from '../api/connect.ts';
import shippingMethods from './shipping-methods.json' with { type: 'json' };

// TypeScript types each entry of a JSON file with the fields of all entries, possibly undefined.
const SHIPPING_METHODS = shippingMethods as unknown as readonly z.input<typeof createShippingMethod.body>[];
const CONCURRENCY = 4;

/** Creates the example shipping methods. Each call has its own idempotency key: a second run changes nothing. */
export async function seedShipping(api: Api): Promise<void> {
  await forEach(SHIPPING_METHODS, CONCURRENCY, async (body) => {
    const idempotencyKey = `seed-shipping-${createHash('sha256').update(JSON.stringify(body)).digest('hex')}`;
    await unwrap(api.POST('/v1/admin/shipping-methods', { body, idempotencyKey }));
  });
}
