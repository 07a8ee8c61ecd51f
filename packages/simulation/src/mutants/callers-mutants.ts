// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are patterns of sources.
import { inSource } from './mutant.ts';

const SAME_KEY = 'a repeated key gets the same answer';
const MISSES = 'a list misses no item that matched throughout';
const REPEATS = 'a list never repeats';
const NO_STATE = 'an answer is a state that there was';
const NOT_RECORDED = 'a webhook that is accepted is recorded';
const NO_EFFECT = 'a forged webhook has no effect';

/** Bugs that only a caller sees who compares what it is answered: lists, histories, repeated keys and webhooks. */
export const callersMutants = [
  // Fingerprints that leave out a part of the body.
  inSource('the fingerprint of an order leaves out its note', SAME_KEY, {
    in: 'services/orders placeWithOffers',
    given: ['const [$_id, $_offers, $_print] = await Promise.all([$_one, $_other, $fingerprint($body)]);'],
    find: '$fingerprint($body)',
    replace: '$fingerprint({ ...$body, note: undefined })',
  }),
  inSource('the fingerprint of an order has the units of its lines, without negotiated prices', SAME_KEY, {
    in: 'services/orders placeWithOffers',
    given: ['const [$_id, $_offers, $_print] = await Promise.all([$_one, $_other, $fingerprint($body)]);'],
    find: '$fingerprint($body)',
    replace: '$fingerprint({ ...$body, lines: $body.lines.map(({ sku, quantity }) => ({ sku, quantity })) })',
  }),
  inSource('the fingerprint of an order leaves out the second line of the address', SAME_KEY, {
    in: 'services/orders placeWithOffers',
    given: ['const [$_id, $_offers, $_print] = await Promise.all([$_one, $_other, $fingerprint($body)]);'],
    find: '$fingerprint($body)',
    replace: '$fingerprint({ ...$body, shippingAddress: { ...$body.shippingAddress, line2: undefined } })',
  }),
  inSource('the fingerprint of an order leaves out the expected total', SAME_KEY, {
    in: 'services/orders placeWithOffers',
    given: ['const [$_id, $_offers, $_print] = await Promise.all([$_one, $_other, $fingerprint($body)]);'],
    find: '$fingerprint($body)',
    replace: '$fingerprint({ ...$body, expectedTotal: undefined })',
  }),
  inSource('the address of a guest in capitals is another guest', SAME_KEY, {
    in: 'services/orders placeGuestOrder',
    find: 'normaliseEmail($email)',
    replace: '$email',
  }),
  inSource('the fingerprint of a product leaves out its categories', SAME_KEY, {
    in: 'services/catalog createWithSlug',
    find: 'hashRequest($body)',
    replace: 'hashRequest({ ...$body, categories: undefined })',
  }),
  inSource('the fingerprint of an adjustment leaves out its reason', SAME_KEY, {
    in: 'services/inventory adjustStock',
    given: ['const { location: $location, delta: $delta, reason: $reason } = $body;'],
    find: 'hashRequest($body)',
    replace: 'hashRequest({ location: $location, delta: $delta })',
  }),
  inSource('a fingerprint does not depend on the order of a list', SAME_KEY, {
    in: 'packages/lambda sortFields',
    find: 'if ($isValue || Array.isArray($value)) return $value;',
    replace:
      'if (Array.isArray($value)) return $value.map((each) => JSON.stringify(each)).toSorted(); if ($isValue) return $value;',
  }),
  // Cursors among equal sort keys.
  inSource('a cursor of orders has the time alone', MISSES, {
    in: 'services/orders queryIndex',
    find: "{ ':before': $before }",
    replace: "{ ':before': ($before).split('#')[0] }",
  }),
  inSource('a cursor of products has the time alone', MISSES, {
    in: 'services/catalog toPage',
    find: 'toCursor($route, $query, $next)',
    replace: "toCursor($route, $query, `${$next.split('#')[0]}#prd_${'0'.repeat(26)}`)",
  }),
  inSource('a cursor of events has the time alone', MISSES, {
    in: 'packages/dynamodb listArchivedEvents',
    find: 'next: $last',
    replace: 'next: `${$last.slice(0, 25)}~`',
  }),
  // Cursors that repeat the last item.
  inSource('a page of events begins with the last event of the one before', REPEATS, {
    in: 'packages/dynamodb listArchivedEvents',
    find: "'#key = :key AND sk > :after'",
    replace: "'#key = :key AND sk >= :after'",
  }),
  inSource('a page of products begins with the last product of the one before', REPEATS, {
    in: 'services/catalog toPage',
    given: ['const $taken = withinBytes($first);'],
    find: 'toCursor($route, $query, $next)',
    replace: 'toCursor($route, $query, $taken.at(-2)?.listingSort ?? $next)',
  }),
  // Dates of products.
  inSource('a product is published before its date', 'a product is published by its dates, not before', {
    in: 'services/catalog hasCome',
    find: '$date <= $at',
    replace: 'true',
  }),
  inSource('a product is only swept to be published', 'a sweep leaves nothing that was due', {
    in: 'services/catalog dueAtOf',
    find: '[$publish, $unpublish].filter($$$arguments)',
    replace: '[$publish].filter($$$arguments)',
  }),
  // Categories.
  inSource('the list of a category leaves out the categories in it', MISSES, {
    in: 'services/catalog toPage',
    find: 'subtreeOf($tree, $category)',
    replace: '[$category]',
  }),
  inSource('a category may be moved into one that is in it', 'categories are a tree', {
    in: 'services/catalog decidePut',
    find: 'subtreeOf($tree, $slug).includes($parent)',
    replace: '$parent === $slug',
  }),
  inSource('a category with other categories in it may be removed', 'categories are a tree', {
    in: 'services/catalog removeCategory',
    find: '$categories.length > 0',
    replace: 'false',
  }),
  inSource('a page has the item with which the next one begins', 'a page is not larger than requested', {
    in: 'packages/dynamodb queryPage',
    find: '$items.slice(0, $limit)',
    replace: '$items',
  }),
  inSource('a cursor is accepted by every list', 'a cursor is valid in one list only', {
    in: 'packages/lambda fromCursor',
    find: '$isPlace && encode($$$_) === $_cursor',
    replace: '$isPlace',
  }),
  inSource('a cursor is of one page size', 'a list never fails', {
    in: 'packages/lambda encode',
    find: 'digestOf($route, $query)',
    replace: "digestOf($route, { ...$query, size: ($query)['limit'] })",
  }),
  inSource(
    'the row of a category that a product has left is deleted',
    'every projection equals its rebuild',
    {
      in: 'services/catalog createListingsTable',
      find: 'await putIfNewer($client, $table, $row);',
      replace: `if (!('listing' in $row)) {
        await writeTransaction($client, [{ Delete: { TableName: $table, Key: { pk: $row.pk, sk: $row.sk } } }]);
        return;
      }
      await putIfNewer($client, $table, $row);`,
      imports: ['packages/dynamodb writeTransaction'],
    },
  ),
  // Webhooks.
  inSource('a webhook is accepted although recording it failed', NOT_RECORDED, {
    in: 'services/payments applyWebhook',
    find: 'await $payments.execute($$$arguments)',
    replace: 'await $payments.execute($$$arguments).catch(() => ({ events: [] }))',
  }),
  inSource('a webhook is accepted before it is recorded', NOT_RECORDED, {
    in: 'services/payments applyWebhook',
    find: 'const $recorded = await $payments.execute($$$arguments);',
    replace: `const $recorded = {} as object;
      $payments.execute($$$arguments).catch(() => {});`,
  }),
  inSource('a webhook whose payment is being changed is dropped', NOT_RECORDED, {
    in: 'packages/aggregate executeOn',
    given: ['const $prepared = prepareCommit($$$_);'],
    find: 'await $commit($id, $prepared);',
    replace: `try {
      await $commit($id, $prepared);
    } catch (error) {
      if (!String(($prepared).metadata.actor).startsWith('provider:')) throw error;
    }`,
  }),
  inSource('a webhook of another charge is applied', NO_EFFECT, {
    in: 'services/payments mismatch',
    find: 'if (!isOfCharge($$$_)) return $_;',
    replace: '',
  }),
  inSource('a webhook about a refund ends the refund that is pending', NO_EFFECT, {
    in: 'services/payments recordRefund',
    find: "$each.refundId === $_refundId && $each.status === 'requested'",
    replace: "$each.status === 'requested'",
  }),
  inSource(
    'a request for a link is accepted although it was not sent',
    'a request for a link that is accepted is stored',
    {
      in: 'services/orders requestGuestOrderLink',
      find: 'await $send($request);',
      replace: 'await $send($request).catch(() => {});',
    },
  ),
  // Histories, states at a point in time, timelines, ledgers.
  inSource('a history leaves out the last event', NO_STATE, {
    in: 'services/orders getOrderHistory',
    find: '$commits.flatMap($toItems)',
    replace: '$commits.slice(0, Math.max(1, $commits.length - 1)).flatMap($toItems)',
  }),
  inSource('a history has its events in the order of their times', NO_STATE, {
    in: 'services/orders getOrderHistory',
    find: 'return { body: { orderId: $id, items: $items } };',
    replace:
      'return { body: { orderId: $id, items: $items.toSorted((one, other) => (one.at < other.at ? -1 : 1)) } };',
  }),
  inSource('the state at a point in time is without the events of that time', NO_STATE, {
    in: 'packages/aggregate createEventStore',
    find: 'Date.parse($at) > Date.parse($until)',
    replace: 'Date.parse($at) >= Date.parse($until)',
  }),
  inSource('a payment is shown as it was requested', NO_STATE, {
    in: 'services/payments getPayment',
    find: 'await $payments.history($id)',
    replace: '(await $payments.history($id)).slice(0, 1)',
  }),
  inSource('a timeline has one event of each time', NO_STATE, {
    in: 'services/operations distinct',
    find: '`${$event.source}#${$event.id}`',
    replace: '`${$event.source}#${$event.subject}#${$event.time}`',
  }),
  inSource('a timeline begins with the newest event', NO_STATE, {
    in: 'services/operations toTimeline',
    find: '$one.atMs - $other.atMs',
    replace: '$other.atMs - $one.atMs',
  }),
  inSource('a trial balance leaves out a shard', NO_STATE, {
    in: 'services/payments readSums',
    find: 'shardedKeys($prefix, $shards)',
    replace: 'shardedKeys($prefix, $shards - 1)',
  }),
  inSource('the stock of a SKU is that of its first location', NO_STATE, {
    in: 'services/inventory toSkuStock',
    find: '$locations.reduce($$$rest)',
    replace: '$locations.slice(0, 1).reduce($$$rest)',
  }),
  inSource('a void that a voided payment released is not in its entries', NO_STATE, {
    in: 'services/payments readEntries',
    find: '$items.map($parse)',
    replace: "$items.filter(({ event }) => event !== 'Voided').map($parse)",
  }),
  inSource('a person is shown with one group only', NO_STATE, {
    in: 'services/identity toPersonAccess',
    find: '($person.groups ?? []).filter(isRole)',
    replace: '($person.groups ?? []).filter(isRole).slice(0, 1)',
  }),
  inSource('a person is shown with the default scopes of the groups', NO_STATE, {
    in: 'services/identity toPersonAccess',
    find: 'scopesOfGroups($groups, $grants)',
    replace: 'scopesOfGroups($groups, new Map())',
  }),
];
