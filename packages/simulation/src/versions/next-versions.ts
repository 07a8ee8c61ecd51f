import type { Version } from '../code/bundle-services.ts';

/**
 * Possible next versions: each writes a field that the current version does not have, like the first half of a change.
 * The current version is the old one here and must accept the field.
 */
export const nextVersions: readonly Version[] = [
  {
    service: 'orders',
    name: 'an order has a channel',
    patches: [
      {
        file: 'services/orders/src/domain/place.ts',
        find: "type: 'OrderPlaced' as const, ...facts",
        replace: "type: 'OrderPlaced' as const, channel: 'web', ...facts",
      },
      {
        file: 'services/orders/src/domain/order.ts',
        find: 'paymentToken: z.optional(z.string()),',
        replace: 'paymentToken: z.optional(z.string()), channel: z.optional(z.string()),',
      },
      {
        file: 'services/orders/src/projections/to-order.ts',
        find: 'paymentToken: _token, ...shown',
        replace: 'paymentToken: _token, channel: _channel, ...shown',
      },
    ],
  },
  {
    service: 'orders',
    name: 'a log item has a schema version',
    patches: [
      {
        file: 'packages/aggregate/src/event-store.ts',
        find: 'sk: version, id, version, events,',
        replace: "sk: version, id, version, schema: 'v2', events,",
      },
    ],
  },
  {
    service: 'orders',
    name: 'messages have a tenant',
    patches: [
      {
        file: 'packages/contracts/src/cloud-event.ts',
        find: 'correlationid: attributes.correlationId,',
        replace: "correlationid: attributes.correlationId, tenantid: 'main',",
      },
    ],
  },
  {
    service: 'payments',
    name: 'an authorization has an expiry',
    patches: [
      {
        file: 'services/payments/src/domain/record.ts',
        find: "[{ type: 'Authorized', ...factsOf(payment), providerReference }]",
        replace:
          "[{ type: 'Authorized', ...factsOf(payment), providerReference, holdsUntil: '2026-02-01T00:00:00.000Z' }]",
      },
      {
        file: 'services/payments/src/domain/payment.ts',
        find: "type: z.literal('Authorized'), ...facts,",
        replace: "type: z.literal('Authorized'), ...facts, holdsUntil: z.optional(z.string()),",
      },
      {
        file: 'services/payments/src/streams/to-contract-events.ts',
        find: 'const data = { paymentId, orderId, amount, provider, providerReference };',
        replace:
          'const data = { paymentId, orderId, amount, provider, providerReference, holdsUntil: event.holdsUntil };',
      },
    ],
  },
  {
    service: 'inventory',
    name: 'a reservation has a priority',
    patches: [
      {
        file: 'services/inventory/src/domain/reservation.ts',
        find: "status: 'reserving', allocations: [...all], allocationsHeld: 0",
        replace: "status: 'reserving', priority: 1, allocations: [...all], allocationsHeld: 0",
      },
      {
        file: 'services/inventory/src/domain/reservation.ts',
        find: 'const facts = { orderId: z.optional(z.string()),',
        replace: 'const facts = { orderId: z.optional(z.string()), priority: z.optional(z.int()),',
      },
    ],
  },
  {
    service: 'catalog',
    name: 'a variant has a weight',
    patches: [
      {
        file: 'services/catalog/src/domain/create.ts',
        find: '    id: productId,\n    ...rest,',
        replace:
          '    id: productId,\n    ...rest, variants: rest.variants.map((each) => ({ ...each, weightGrams: 250 })),',
      },
      {
        file: 'services/catalog/src/streams/to-contract-events.ts',
        find: '  const data = { product: toProduct(event.product, version) };',
        replace:
          '  const data = { product: toProduct({ ...event.product, variants: event.product.variants.map((each) => ({ ...each, weightGrams: 250 })) }, version) };',
      },
    ],
  },
];
