import type { Version } from '../code/bundle-services.ts';
import { version } from './version.ts';

/**
 * Possible next versions: each writes a field that the current version does not have, like the first half of a change.
 * The current version is the old one here and must accept the field.
 */
export const nextVersions: readonly Version[] = [
  ...['catalog', 'orders', 'payments'].map((service) =>
    version(service, 'messages have the next schema version', {
      in: 'packages/contracts toCloudEvent',
      find: `\`urn:tradepost:schema:\${$contract.type}:\${$contract.version}\``,
      replace: `\`urn:tradepost:schema:\${$contract.type}:\${$contract.version + 1}\``,
    }),
  ),
  version(
    'orders',
    'an order has a channel',
    {
      in: 'services/orders placeNew',
      find: "type: 'OrderPlaced'",
      replace: "type: 'OrderPlaced', channel: 'web'",
    },
    {
      in: 'services/orders',
      find: 'sealedPaymentToken: z.optional(z.string())',
      replace: 'sealedPaymentToken: z.optional(z.string()), channel: z.optional(z.string())',
    },
    {
      in: 'services/orders toSealedOrder',
      find: 'const { $$$before, sealedPaymentToken: $token, $$$shown } = $order;',
      replace: 'const { $$$before, sealedPaymentToken: $token, channel: _channel, $$$shown } = $order;',
    },
  ),
  version('orders', 'a log item has a schema version', {
    in: 'packages/aggregate toPut',
    given: ['toStoredEvents($$$_)'],
    find: 'version: $version, events: $events',
    replace: "version: $version, schema: 'v2', events: $events",
  }),
  version('orders', 'messages have a tenant', {
    in: 'packages/contracts toCloudEvent',
    find: 'correlationid: $correlationId',
    replace: "correlationid: $correlationId, tenantid: 'main'",
  }),
  version(
    'payments',
    'an authorization has an expiry',
    {
      in: 'services/payments recordResult',
      find: "type: 'PaymentAuthorized', ...$facts, providerReference: $reference",
      replace:
        "type: 'PaymentAuthorized', ...$facts, providerReference: $reference, holdsUntil: '2026-02-01T00:00:00.000Z'",
    },
    {
      in: 'services/payments',
      find: "type: z.literal('PaymentAuthorized'), $at, ...$facts",
      replace: "type: z.literal('PaymentAuthorized'), $at, ...$facts, holdsUntil: z.optional(z.string())",
    },
    {
      in: 'services/payments toContractEvent',
      given: ['const { $$$_, providerReference: $reference } = $event;'],
      find: 'const $data = { $$$facts, providerReference: $reference };',
      replace: 'const $data = { $$$facts, providerReference: $reference, holdsUntil: $event.holdsUntil };',
    },
  ),
  version(
    'inventory',
    'a reservation has a priority',
    {
      in: 'services/inventory evolve',
      find: "status: 'reserving'",
      replace: "status: 'reserving', priority: 1",
    },
    {
      in: 'services/inventory facts',
      find: 'orderId, updatedAt: at',
      replace: 'orderId, updatedAt: at, priority: z.optional(z.int())',
    },
  ),
  version(
    'catalog',
    'a variant has a weight',
    {
      in: 'services/catalog toFacts',
      find: 'id: $id, ...$rest',
      replace: 'id: $id, ...$rest, variants: $rest.variants.map((each) => ({ ...each, weightGrams: 250 }))',
    },
    {
      in: 'services/catalog toContractEvent',
      find: 'toProduct($product, $version)',
      replace: `toProduct(
          { ...$product, variants: $product.variants.map((each) => ({ ...each, weightGrams: 250 })) },
          $version,
        )`,
    },
  ),
];
