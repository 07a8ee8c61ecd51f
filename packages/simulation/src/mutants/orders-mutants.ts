// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are texts of sources.
import { inSource } from './mutant.ts';

const PLACE = 'services/orders/src/http/place-order.ts';
const DOMAIN = 'services/orders/src/domain';
const PUBLISH = 'services/orders/src/streams/publish-events.ts';

const VIEWS = 'services/orders/src/adapters/order-projection.ts';
const READS_ALL_STATUSES = {
  file: VIEWS,
  find: 'if (status === undefined) {',
  replace: `if (status === undefined) {
    return ['placed', 'confirmed', 'rejected', 'cancelled'].flatMap((each) =>
      partitionsOf({ customerId, status: each as OrderStatus, limit: 0 }),
    );`,
};

export const ordersMutants = [
  inSource(
    'an order’s id does not follow from its key',
    PLACE,
    "deriveId('ord', caller.id, idempotencyKey)",
    'newOrderId()',
  ),
  inSource(
    'a repeat is answered with the order as it is now',
    PLACE,
    'const { state } = created.repeated ? replay(order, (await orders.history(orderId)).slice(0, 1)) : created;',
    'const { state } = created;',
  ),
  inSource(
    'the key is not compared with the body',
    'packages/aggregate/src/executor.ts',
    "if (fingerprint !== cause.fingerprint) return { rejection: { code: 'IDEMPOTENCY_KEY_REUSED' } };",
    '',
  ),
  inSource(
    'a price of another currency is accepted',
    'services/orders/src/domain/price-lines.ts',
    'const amountMinor = offer?.prices[currency];',
    'const amountMinor = Object.values(offer?.prices ?? {})[0];',
  ),
  inSource(
    'a negotiated price has no floor',
    'services/orders/src/domain/price-lines.ts',
    'unitPrice.amountMinor < floor.amountMinor',
    'unitPrice.amountMinor < 0',
  ),
  inSource(
    'a price is taken from the request',
    `${DOMAIN}/place.ts`,
    'const { lines, total } = priced;',
    'const { lines } = priced; const total = expectedTotal ?? priced.total;',
  ),
  inSource(
    'a rejected order is confirmed after all',
    `${DOMAIN}/confirm.ts`,
    "return { rejection: { code: 'ORDER_REJECTED' } };",
    "return { events: [{ type: 'OrderConfirmed' }] };",
  ),
  inSource(
    'a confirmed order is rejected after all',
    `${DOMAIN}/reject.ts`,
    "return { rejection: { code: 'ORDER_CONFIRMED' } };",
    "return { events: [{ type: 'OrderRejected', rejection: reason }] };",
  ),
  inSource(
    'confirming is not idempotent',
    `${DOMAIN}/confirm.ts`,
    "      return { events: [{ type: 'OrderConfirmed' }] };\n    case 'confirmed':\n      return { events: [] };",
    "    case 'confirmed':\n      return { events: [{ type: 'OrderConfirmed' }] };",
  ),
  inSource(
    'the sweeper starts nothing',
    'services/orders/src/schedules/sweep-orders.ts',
    'await saga().start(toOrderPlaced(placed));',
    '',
  ),
  inSource(
    'the projection is written without its version',
    'packages/dynamodb/src/put-if-newer.ts',
    "'attribute_not_exists(pk) OR #version < :version'",
    "'attribute_not_exists(pk) OR #version ' + (tableName.endsWith('-views') ? '<> :version' : '< :version')",
  ),
  inSource(
    'the projection is built from the batch alone',
    'services/orders/src/streams/project-orders.ts',
    'first.version === 0 ? replay',
    'first.version >= 0 ? replay',
  ),
  inSource(
    'offers are written without their version',
    'services/orders/src/adapters/offer-table.ts',
    'productId = :product AND version < :version',
    'productId = :product AND version <> :version',
  ),
  inSource(
    'a later event is published in place of an earlier one',
    PUBLISH,
    'return toContractEvents(commits.filter(({ version }) => version <= commit.version));',
    'return toContractEvents(commits);',
  ),
  inSource(
    'an event has another id each time it is published',
    'packages/aggregate/src/message-attributes.ts',
    'id: `${id}/${version}/${index}`,',
    'id: `${id}/${version}/${Math.random()}`,',
  ),
  inSource(
    'the log is read without strong consistency',
    'packages/aggregate/src/event-store.ts',
    'ConsistentRead: true,',
    'ConsistentRead: false,',
  ),
  {
    name: 'an order is published before it is committed',
    patches: [
      {
        file: PLACE,
        find: "import { catalogOffers, type Deps, deps } from '../deps.ts';",
        replace: `import { publish } from '@tradepost/aggregate/publish';
          import { catalogOffers, type Deps, deps, eventBus } from '../deps.ts';
          import { toOrderPlaced } from '../streams/to-contract-events.ts';`,
      },
      {
        file: PLACE,
        find: "  const placeWith = (known: RequestedOrder['offers']) =>",
        replace: "  const placeWith = async (known: RequestedOrder['offers']) => {",
      },
      {
        file: PLACE,
        find: '    orders.create(orderId, place({ ...requested, offers: known }), cause);',
        replace: `    const at = new Date().toISOString();
          const early = place({ ...requested, offers: known })(order.initial, { version: -1, at });
          if ('events' in early) {
            const commit = { id: orderId, version: 0, events: early.events, at, ...cause };
            await publish(eventBus(), [toOrderPlaced(commit as never)]);
          }
          return orders.create(orderId, place({ ...requested, offers: known }), cause);
        };`,
      },
    ],
  },
  inSource(
    'the sweeper restarts a finished order',
    'services/orders/src/schedules/sweep-orders.ts',
    'if (placed === undefined || commits.length > 1) continue;',
    'if (placed === undefined) continue;',
  ),
  inSource(
    'cancelling a confirmed order succeeds without an effect',
    `${DOMAIN}/cancel.ts`,
    "      case 'placed':\n      case 'confirmed':\n        return { events: [{ type: 'OrderCancelled'",
    "      case 'confirmed':\n        return { events: [] };\n      case 'placed':\n        return { events: [{ type: 'OrderCancelled'",
  ),
  inSource(
    'a SKU that its product dropped stays for sale',
    'services/orders/src/projections/to-offers.ts',
    '.filter((sku) => !seen.skus.has(sku))',
    '.filter((sku) => !seen.everSkus.has(sku))',
  ),
  inSource(
    'an order is rejected before the catalogue is read',
    PLACE,
    'FROM_OFFERS.has(created.rejection.code)',
    "created.rejection.code === 'PRICE_ABOVE_EXPECTED'",
  ),
  inSource(
    'an order is rejected because the catalogue did not answer',
    PLACE,
    'return { rejection: { code: error.code } };',
    'return created;',
  ),
  {
    name: 'the list of all orders is assembled from those of each status',
    patches: [READS_ALL_STATUSES],
  },
  {
    name: 'a list reads an order twice that is in two lists',
    patches: [
      READS_ALL_STATUSES,
      {
        file: VIEWS,
        find: '...new Map(known.map((key) => [key.listingSort, key])).values()',
        replace: '...known',
      },
      {
        file: 'packages/dynamodb/src/batch-get.ts',
        find: 'const distinct = distinctKeys(keys);',
        replace: 'const distinct = keys; void distinctKeys;',
      },
    ],
  },
  inSource(
    'a cursor skips the first order of the next page',
    VIEWS,
    'const next = isCut ? last : stoppedAt;',
    'const next = isCut ? keys.at(-1)?.listingSort : stoppedAt;',
  ),
  inSource(
    'a page begins with the last order of the one before',
    VIEWS,
    "'#key = :key AND listingSort < :after'",
    "'#key = :key AND listingSort <= :after'",
  ),
  inSource(
    'a list has orders that have left their status',
    VIEWS,
    'order.status === query.status)',
    'order.status !== undefined)',
  ),
  inSource(
    'a page of orders is read without strong consistency',
    VIEWS,
    '{ isConsistent: true }',
    '{ isConsistent: false }',
  ),
];
