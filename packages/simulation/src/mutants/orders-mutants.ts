// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are patterns of sources.
import { inSource } from './mutant.ts';

const PLACE_ORDER = 'services/orders placeWithOffers';
const CONFIRM = 'services/orders confirm';
const SWEEP = 'services/orders sweepOrders';

const READS_ALL_STATUSES = {
  in: 'services/orders partitionsOf',
  given: ['customerId: $customerId, placedByMachine: $_machine, reference: $_reference, status: $status'],
  find: 'if ($status === undefined) return $_newest;',
  replace: `if ($status === undefined)
      return ['placed', 'confirmed', 'rejected', 'cancelled'].flatMap((each) =>
        partitionsOf({ customerId: $customerId, status: each, limit: 0 }),
      );`,
};

export const ordersMutants = [
  inSource("an order's id does not follow from its key", 'a repeated key gets the same answer', {
    in: PLACE_ORDER,
    find: "$key === undefined ? $random : $_derive('ord', $$$_)",
    replace: '$key === undefined ? $random : $random',
  }),
  inSource('a repeat is answered with the order as it is now', 'a repeated key gets the same answer', {
    in: PLACE_ORDER,
    find: '$created.repeated ? $_ : $created',
    replace: '$created',
  }),
  inSource('the key is not compared with the body', 'accepted requests have their effect', {
    in: 'packages/aggregate repeat',
    given: ['load: $load'],
    find: "if ($_) return { rejection: { code: 'IDEMPOTENCY_KEY_REUSED' } };",
    replace: '',
  }),
  inSource('a price of another currency is accepted', 'an order has the prices of the catalogue', {
    in: 'services/orders priceOf',
    find: '$offer?.prices[$_currency]',
    replace: 'Object.values($offer?.prices ?? {})[0]',
  }),
  inSource('a negotiated price has no floor', 'a negotiated price is not below its floor', {
    in: 'services/orders findBelowFloor',
    find: '$price.amountMinor < $_floor.amountMinor',
    replace: '$price.amountMinor < 0',
  }),
  inSource('a price is taken from the request', 'an order has the prices of the catalogue', {
    in: 'services/orders placeNew',
    given: ['expectedTotal: $expected'],
    find: 'const { lines: $lines, total: $total } = $priced;',
    replace: 'const { lines: $lines } = $priced; const $total = $expected ?? $priced.total;',
  }),
  inSource('a rejected order is confirmed after all', 'an order ends once', {
    in: CONFIRM,
    given: ["case 'awaitingPayment': return $confirmed;"],
    find: "case 'rejected': return $_;",
    replace: "case 'rejected': return $confirmed;",
  }),
  inSource('a confirmed order is rejected after all', 'an order ends once', {
    in: 'services/orders reject',
    given: ["case 'awaitingPayment': return $rejected;"],
    find: "case 'confirmed': return $_;",
    replace: "case 'confirmed': return $rejected;",
  }),
  inSource('confirming is not idempotent', 'an order ends once', {
    in: CONFIRM,
    find: "case 'awaitingPayment': return $confirmed; case 'confirmed': return $_;",
    replace: "case 'awaitingPayment': case 'confirmed': return $confirmed;",
  }),
  inSource('the sweeper starts nothing', 'all work finishes', {
    in: SWEEP,
    find: 'await $_start(toOrderPlaced($_));',
    replace: '',
  }),
  inSource('the projection is written without its version', 'all work finishes', {
    in: 'packages/dynamodb putIfNewer',
    given: ['TableName: $table'],
    find: "'attribute_not_exists(pk) OR #version < :version'",
    replace:
      "'attribute_not_exists(pk) OR #version ' + ($table.endsWith('-views') ? '<> :version' : '< :version')",
  }),
  inSource('the projection is built from the batch alone', 'all work finishes', {
    in: 'services/orders projectOrder',
    find: '$first.version === 0',
    replace: '$first.version >= 0',
  }),
  inSource('offers are written without their version', 'every projection equals its rebuild', {
    in: 'packages/dynamodb putOfOwner',
    find: '`attribute_not_exists(pk) OR (productId = :product AND version < :version)${$orLater}`',
    replace: '`attribute_not_exists(pk) OR (productId = :product AND version <> :version)${$orLater}`',
  }),
  inSource('a later event is published in place of an earlier one', 'no event is invented', {
    in: 'services/orders eventsOf',
    find: 'toContractEvents($log.filter($_))',
    replace: 'toContractEvents($log)',
  }),
  inSource('an event has another id each time it is published', 'no event is lost', {
    in: 'packages/aggregate messageAttributes',
    find: 'id: `${$id}/${$version}/${$_index}`',
    replace: 'id: `${$id}/${$version}/${Math.random()}`',
  }),
  inSource('the log is read without strong consistency', 'a repeated key gets the same answer', {
    in: 'packages/aggregate readCommits',
    given: ['queryAll($$$_)'],
    find: 'ConsistentRead: true',
    replace: 'ConsistentRead: false',
  }),
  inSource('an order is published before it is committed', 'no event is invented', {
    in: PLACE_ORDER,
    find: 'return $orders.create($id, $placing.toCommand({ ...$draft, ...$sealed, orderNumber: $number }, $offers), $cause);',
    replace: `{
      const at = new Date().toISOString();
      const command = $placing.toCommand({ ...$draft, ...$sealed, orderNumber: $number }, $offers);
      const early = command(order.initial, { version: -1, at });
      if ('events' in early) {
        const commit = { id: $id, version: 0, events: early.events, at, ...$cause };
        await publish(eventBus(), [toOrderPlaced(commit)]);
      }
      return $orders.create($id, command, $cause);
    }`,
    imports: ['packages/aggregate publish', 'services/orders eventBus', 'services/orders toOrderPlaced'],
  }),
  inSource(
    'the sweeper restarts a finished order',
    'no saga starts for an ended order',
    {
      in: SWEEP,
      find: '$placed === undefined || !isPending($_state)',
      replace: '$placed === undefined',
    },
    {
      in: SWEEP,
      find: "$state.status === 'placed'",
      replace: "$state.status !== 'awaitingPayment'",
    },
  ),
  inSource('cancelling a confirmed order succeeds without an effect', 'a repeated key gets the same answer', {
    in: 'services/orders cancel',
    given: ["case 'cancelled': return $nothing;"],
    find: "case 'placed': case 'awaitingPayment': case 'confirmed': return $cancelled;",
    replace: "case 'confirmed': return $nothing; case 'placed': case 'awaitingPayment': return $cancelled;",
  }),
  inSource('a SKU that its product dropped stays for sale', 'the offers are those of the catalogue', {
    in: 'services/orders toOffers',
    find: 'isForSale: false',
    replace: 'isForSale: true',
  }),
  inSource(
    'an order is rejected before the catalogue is read',
    'every SKU that the catalogue sells can be ordered',
    {
      in: PLACE_ORDER,
      find: 'FROM_OFFERS.has($code)',
      replace: "$code === 'PRICE_ABOVE_EXPECTED'",
    },
  ),
  inSource(
    'an order is rejected because the catalogue did not answer',
    'every SKU that the catalogue sells can be ordered',
    {
      in: PLACE_ORDER,
      given: ['let $created = $_;'],
      find: 'return { rejection: { code: $_error.code } };',
      replace: 'return $created;',
    },
  ),
  inSource(
    'the list of all orders is assembled from those of each status',
    'a list misses no item that matched throughout',
    READS_ALL_STATUSES,
  ),
  inSource(
    'a list reads an order twice that is in two lists',
    'a list misses no item that matched throughout',
    READS_ALL_STATUSES,
    {
      in: 'services/orders findKeys',
      find: '[...new Map($known.map($_)).values()]',
      replace: '[...$known]',
    },
    {
      in: 'packages/dynamodb batchGet',
      find: 'const $distinct = distinctKeys($keys);',
      replace: 'const $distinct = $keys; void distinctKeys;',
    },
  ),
  inSource(
    'a cursor skips the first order of the next page',
    'a list misses no item that matched throughout',
    {
      in: 'services/orders readPage',
      given: ['const $isCut = $_isFull || $last !== ($keys.at(-1)?.listingSort ?? $_query.after);'],
      find: '$isCut ? $last : $stoppedAt',
      replace: '$isCut ? $keys.at(-1)?.listingSort : $stoppedAt',
    },
  ),
  inSource('a page begins with the last order of the one before', 'a list never repeats', {
    in: 'services/orders queryIndex',
    find: "'#key = :key AND listingSort < :before'",
    replace: "'#key = :key AND listingSort <= :before'",
  }),
  inSource('a list has orders that have left their status', 'a list has only matching items', {
    in: 'services/orders isListed',
    find: '$status !== $_query.status',
    replace: '$status === undefined',
  }),
  inSource(
    'a page of orders is read without strong consistency',
    'a list misses no item that matched throughout',
    {
      in: 'services/orders readOrders',
      find: '{ isConsistent: true }',
      replace: '{ isConsistent: false }',
    },
  ),
];
