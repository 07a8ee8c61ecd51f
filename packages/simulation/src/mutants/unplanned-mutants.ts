// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are patterns of sources.
import type { Path } from './change-at.ts';
import { inSource, inTemplates, type Mutant } from './mutant.ts';

/** Remembers a value in the instance of a function: a property of the function that creates the adapter. */
const remembered = (owner: string, name: string, type: string) =>
  `(${owner} as unknown as { ${name}?: ${type} }).${name}`;

const packages: readonly Mutant[] = [
  inSource('a state store reads without strong consistency', 'all work finishes', {
    in: 'packages/aggregate read',
    find: 'ConsistentRead: true',
    replace: 'ConsistentRead: false',
  }),
  inSource('an If-Match of a later version is accepted', 'accepted requests have their effect', {
    in: 'packages/aggregate ifVersion',
    find: '$accepted.includes($version)',
    replace: '$accepted.some((each) => each >= $version)',
  }),
  inSource('times of a history are compared as text', 'what a caller reads is what happened', {
    in: 'packages/aggregate createEventStore',
    find: 'Date.parse($at) <= Date.parse($until)',
    replace: '$at <= $until',
  }),
  inSource('the id of an event leaves out its place in the commit', 'no event is lost', {
    in: 'packages/aggregate messageAttributes',
    find: 'id: `${$id}/${$version}/${$_index}`',
    replace: 'id: `${$id}/${$version}`',
  }),
  inSource('a request to the bus forgets the size of its first event', 'no request is invalid', {
    in: 'packages/aggregate toBatches',
    find: '$bytes = $size;',
    replace: '$bytes = 0;',
  }),
  inSource('events after one that cannot be mapped are published', 'events are in order', {
    in: 'packages/aggregate toLanes',
    find: 'toLane($ofAggregate.slice(0, $_end))',
    replace: 'toLane($ofAggregate.filter(({ error }) => error === undefined))',
  }),
  inSource(
    'a record is moved to the failures queue although an earlier one stays',
    'every message is accounted for',
    {
      in: 'packages/lambda batchOf',
      find: '$_.length === 0 && !$isRedrive',
      replace: '!$isRedrive',
    },
  ),
  inSource('an event that this version cannot read is skipped', 'no event is lost', {
    in: 'packages/aggregate parseCommit',
    find: "$item['events'].map(($event) => parseEvent($event, $at, $shapes))",
    replace: `($item['events'] as unknown[]).flatMap(($event) => {
      try {
        return [parseEvent($event, $at, $shapes)];
      } catch {
        return [];
      }
    })`,
  }),
  inSource('a write that a transaction holds up is a fault', 'without faults, nothing gets a 5xx', {
    in: 'packages/aggregate isConflict',
    find: '$error instanceof ConditionalCheckFailedException || $error instanceof TransactionConflictException',
    replace: '$error instanceof ConditionalCheckFailedException',
  }),
  inSource('a throttled transaction is a fault', 'all work finishes', {
    in: 'packages/dynamodb REASONS',
    find: "ThrottlingError: 'interrupted', ProvisionedThroughputExceeded: 'interrupted'",
    replace: '',
  }),
  inSource('conflicts are repeated within a millisecond', 'nothing is rejected without a reason', {
    in: 'packages/aggregate retryOnConflict',
    find: 'backOffMs($tries, MAX_DELAY_MS)',
    replace: 'backOffMs($tries, MAX_DELAY_MS / 1_000)',
  }),
  inSource(
    'items of an earlier attempt at a batch are lost',
    'a list misses no order that matched throughout',
    {
      in: 'packages/dynamodb readBatch',
      find: '$items.push(...$found);',
      replace: '$items.splice(0, $items.length, ...$found);',
    },
  ),
  inSource('keys that stay unprocessed are left out', 'a list misses no order that matched throughout', {
    in: 'packages/dynamodb readBatch',
    given: ['$items.push(...$_)'],
    find: 'if ($attempt > MAX_ATTEMPTS) { throw new ContentionError($$$_); }',
    replace: 'if ($attempt > 2) return $items;',
  }),
  inSource('a page that ends at 1 MB is the last', 'a list misses no order that matched throughout', {
    in: 'packages/dynamodb queryPage',
    find: '$items.length > $limit || $_ !== undefined',
    replace: '$items.length > $limit',
  }),
  inSource('a page of events begins with the last of the one before', 'a list never repeats', {
    in: 'packages/dynamodb listArchivedEvents',
    find: "'#key = :key AND sk > :after'",
    replace: "'#key = :key AND sk >= :after'",
  }),
  inSource('the time to live of a count is in milliseconds', 'an item expires', {
    in: 'packages/dynamodb countInWindow',
    find: '(windowOf($count) + 2) * $count.windowSeconds',
    replace: '(windowOf($count) + 2) * $count.windowSeconds * 1_000',
  }),
  inSource('messages after one that failed are acknowledged unprocessed', 'all work finishes', {
    in: 'packages/lambda processQueue',
    find: `const $outcomes = await Promise.all(
        $records.map(async ($record) => {
          const $isDone = await processMessage($record, $keys, $url, $handle);
          return $isDone ? [] : [{ itemIdentifier: $record.messageId }];
        }),
      );
      return { batchItemFailures: $outcomes.flat() };`,
    replace: `for (const record of $records) {
        const isDone = await processMessage(record, $keys, $url, $handle);
        if (!isDone) return { batchItemFailures: [{ itemIdentifier: record.messageId }] };
      }
      return { batchItemFailures: [] };`,
  }),
  inSource('a message of an unknown type is dropped', 'a malformed message is kept with its reason', {
    in: 'packages/lambda queue',
    find: 'if ($consumer === undefined) throw unknownType($_);',
    replace: 'if ($consumer === undefined) return;',
  }),
  inSource('a caller chooses the correlation id', 'a correlation id is of one request', {
    in: 'packages/lambda correlate',
    given: ['$event.headers ??= {};'],
    find: '$context.correlationId = newCorrelationId();',
    replace: '$context.correlationId = clientCorrelationIdOf($event) ?? newCorrelationId();',
  }),
  inSource('the order of a list makes no difference to a hash', 'a repeated key gets the same answer', {
    in: 'packages/lambda sortFields',
    find: "if (typeof $value !== 'object' || $value === null || Array.isArray($value)) return $value;",
    replace: `if (typeof $value !== 'object' || $value === null) return $value;
      if (Array.isArray($value)) return $value.map((each) => JSON.stringify(each, sortFields)).sort();`,
  }),
  inSource('a cursor of another filter is accepted', 'a list has only matching orders', {
    in: 'packages/lambda digestOf',
    find: 'hashJson([$method, $path, $_filter])',
    replace: 'hashJson([$method, $path])',
  }),
  inSource('a rejected secret is used until it is old', 'nothing is rejected without a reason', {
    in: 'packages/lambda createSecret',
    find: '$known !== undefined && $known.value !== $_rejected && $isYoung',
    replace: '$known !== undefined && $isYoung',
  }),
  inSource('a secret is read again after five hours', 'a changed secret is used', {
    in: 'packages/lambda createSecret',
    find: '$keep(await fetchValue($client, $secretId), $maxAgeMs)',
    replace: '$keep(await fetchValue($client, $secretId), 60 * $maxAgeMs)',
  }),
  inSource('one key of two callers is one request', 'a repeated key gets the same answer', {
    in: 'packages/lambda createIdFromKey',
    find: '[$kind, $issuer, $_id, $key]',
    replace: '[$kind, $issuer, $key]',
  }),
  inSource(
    'a record gets old a day after it was written',
    'a record that can be published stays in its stream',
    {
      in: 'packages/lambda isOld',
      find: '$age > MAX_AGE_MS',
      replace: '$age > MAX_AGE_MS + 2 * 3_600_000',
    },
  ),
  inSource('an event that was refused for good is forgotten beside one that may pass', 'no event is lost', {
    in: 'packages/aggregate putWithRetries',
    find: 'return [...$permanent, ...$mayPass];',
    replace: 'return $mayPass.length > 0 ? $mayPass : $permanent;',
  }),
  inSource('events are not published again up to the last version', 'what a caller reads is what happened', {
    in: 'packages/aggregate createRepublish',
    find: '$version < $fromVersion || $version > $toVersion',
    replace: '$version < $fromVersion || $version >= $toVersion',
  }),
];

const orders: readonly Mutant[] = [
  inSource('an expected total is not part of the fingerprint', 'a repeated key gets the same answer', {
    in: 'services/orders placeWithOffers',
    find: 'hashRequest($body)',
    replace: 'hashRequest({ ...$body, expectedTotal: undefined })',
  }),
  inSource(
    'only unknown SKUs are read from the catalogue',
    'every SKU that the catalogue sells can be ordered',
    {
      in: 'services/orders placeWithOffers',
      given: ['new Map([...$projected, ...$_])'],
      find: '$catalog().read($skus)',
      replace: '$catalog().read($skus.filter((sku) => !$projected.has(sku)))',
    },
  ),
  inSource('the sweeper starts the saga of an order once', 'all work finishes', {
    in: 'services/orders sweepOrders restart',
    given: ['const $commits = await $orders.history($orderId);'],
    find: '$restarted.push($placed);',
    replace: `const started = (${remembered('sweepOrders', 'started', 'Set<string>')} ??= new Set());
      if (started.has($orderId)) return;
      started.add($orderId);
      $restarted.push($placed);`,
  }),
  inSource(
    'the newest order of a guest is the one that changed last',
    'a guest gets the link of the newest order',
    {
      in: 'services/orders projectOrder',
      given: ["if ($state.status === 'none') return [];"],
      find: '$guestOrders.save({ emailHash: $emailHash, orderId: $orderId, placedAt: $_placedAt })',
      replace: '$guestOrders.save({ emailHash: $emailHash, orderId: $orderId, placedAt: $state.updatedAt })',
    },
  ),
  inSource('a request for a link succeeds although it was not sent', 'accepted requests have their effect', {
    in: 'services/orders requestGuestOrderLink',
    find: 'await $send($request);',
    replace: 'await $send($request).catch(() => undefined);',
  }),
  inSource(
    'a capture that was not saved counts as saved',
    'a person who cancels a captured order has signed in recently',
    {
      in: 'services/orders',
      find: 'deps().capturedPayments.save($paymentId)',
      replace: 'deps().capturedPayments.save($paymentId).catch(() => undefined)',
    },
  ),
  inSource(
    'that a payment is not captured is remembered',
    'a person who cancels a captured order has signed in recently',
    {
      in: 'services/orders createCapturedPayments',
      given: ['async ($paymentId) => { await $_; }'],
      find: 'const { Item: $Item } = await $client.send($get); return $Item !== undefined;',
      replace: `const known = (${remembered('createCapturedPayments', 'known', 'Map<string, boolean>')} ??= new Map());
      const found = known.get($paymentId);
      if (found !== undefined) return found;
      const { Item: $Item } = await $client.send($get);
      known.set($paymentId, $Item !== undefined);
      return $Item !== undefined;`,
    },
  ),
  inSource(
    'a capture is read without strong consistency',
    'a person who cancels a captured order has signed in recently',
    {
      in: 'services/orders createCapturedPayments',
      find: 'ConsistentRead: true',
      replace: 'ConsistentRead: false',
    },
  ),
  inSource('the hour of links is that in which the instance started', 'a guest gets few links', {
    in: 'services/orders createDeps',
    find: 'nowMs: Date.parse($now())',
    replace: `nowMs: (${remembered('createDeps', 'startedMs', 'number')} ??= Date.parse($now()))`,
  }),
  inSource('order tokens are valid for two hours', 'nobody reads or changes an order that is not theirs', {
    in: 'services/orders createOrderTokens',
    find: '$age <= VALID_FOR_MS',
    replace: '$age <= VALID_FOR_MS / 1_000',
  }),
  inSource('the floor of a negotiated price is rounded down', 'a negotiated price is not below its floor', {
    in: 'services/orders findBelowFloor',
    find: 'Math.ceil($floor)',
    replace: 'Math.floor($floor)',
  }),
  inSource('the purchase limit counts for each line', 'an order is within its purchase limits', {
    in: 'services/orders findExceeded',
    find: '($units.get($sku) ?? 0) + $quantity',
    replace: 'Math.max($units.get($sku) ?? 0, $quantity)',
  }),
  inSource('an e-mail address in capitals is another one', 'accepted requests have their effect', {
    in: 'services/orders normaliseEmail',
    find: '$email.trim().toLowerCase()',
    replace: '$email.trim()',
  }),
  inSource(
    'a page ends where the first partition stopped',
    'a list misses no order that matched throughout',
    {
      in: 'services/orders findKeys',
      find: "$found.flatMap(($each) => $each.stoppedAt ?? []).reduce(later, '')",
      replace: "($found.flatMap(($each) => $each.stoppedAt ?? [])[0] ?? '')",
    },
  ),
];

const inventory: readonly Mutant[] = [
  inSource(
    'the location of an adjustment is not part of the fingerprint',
    'accepted requests have their effect',
    {
      in: 'services/inventory adjustStock',
      given: ['const { location: $_location, delta: $delta, reason: $reason } = $_body;'],
      find: 'hashRequest($_)',
      replace: 'hashRequest({ delta: $delta, reason: $reason })',
    },
  ),
  inSource('adjustments of two SKUs under one key have one id', 'no event is lost', {
    in: 'services/inventory adjustStock',
    find: '`${encodeURIComponent($_sku)}/${$key}`',
    replace: '$key',
  }),
  inSource('the id of a stock alert leaves out the location', 'no event is lost', {
    in: 'services/inventory attributesOf',
    find: 'id: `${$sku}@${$_location}/${$version}/${$type}`',
    replace: 'id: `${$sku}/${$version}/${$type}`',
  }),
  inSource('allocations of a SKU at two locations become one', 'reserved units are those of reservations', {
    in: 'services/inventory mergeAllocations',
    find: 'const $key = `${$_location}#${$sku}`;',
    replace: 'const $key = $sku;',
  }),
  inSource('of two allocations of a stock the last counts', 'reserved units are those of reservations', {
    in: 'services/inventory mergeAllocations',
    find: 'quantity: $quantity + $_',
    replace: 'quantity: $quantity',
  }),
  inSource('lines of a SKU are allocated one by one', 'nothing is rejected without a reason', {
    in: 'services/inventory allocate',
    find: 'mergeLines($lines)',
    replace: '$lines',
  }),
  inSource('an interrupted release is not continued', 'an order that does not ship holds no stock', {
    in: 'services/inventory expiryOf',
    find: "case 'releasing': return $_;",
    replace: "case 'releasing': return {};",
  }),
  inSource(
    'a reservation that is due since an hour does not expire',
    'an order that does not ship holds no stock',
    {
      in: 'services/inventory queryDue',
      find: `KeyConditionExpression: 'expiring = :shard AND expiresAt <= :at',
      ExpressionAttributeValues: { ':shard': $shard, ':at': $at }`,
      replace: `KeyConditionExpression: 'expiring = :shard AND expiresAt BETWEEN :from AND :at',
      ExpressionAttributeValues: {
        ':shard': $shard,
        ':from': new Date(Date.parse($at) - 3_600_000).toISOString(),
        ':at': $at,
      }`,
    },
  ),
  inSource(
    'a take that failed is planned again without reading the stock',
    'nothing is rejected without a reason',
    {
      in: 'services/inventory takeStep',
      find: "$isNew || $isStockInsufficient || $_take === 'failed'",
      replace: '$isNew || $isStockInsufficient',
    },
  ),
  inSource('a reservation that finds too little stock is a fault', 'nothing is rejected without a reason', {
    in: 'services/inventory isWorthATry',
    find: '$error instanceof ConflictError || $error instanceof InsufficientStockError',
    replace: '$error instanceof ConflictError',
  }),
  inSource(
    'other locations are read only if the default has no stock item',
    'nothing is rejected without a reason',
    {
      in: 'services/inventory readForLines',
      find: '!$stock.get($line.sku)?.some($_)',
      replace: '$stock.get($line.sku) === undefined',
    },
  ),
  inSource('stock is remembered for a second', 'nothing is rejected without a reason', {
    in: 'services/inventory createStockTable',
    find: 'forLines: ($lines) => readForLines($config, $lines)',
    replace: `forLines: async ($lines) => {
      const memory = (${remembered('createStockTable', 'memory', 'Map<string, { atMs: number; stock: StockBySku }>')} ??= new Map());
      const key = JSON.stringify($lines.map((line) => line.sku));
      const known = memory.get(key);
      if (known !== undefined && Date.now() - known.atMs < 1_000) return known.stock;
      const stock = await readForLines($config, $lines);
      memory.set(key, { atMs: Date.now(), stock });
      return stock;
    }`,
  }),
  inSource('a count without a threshold sets it to 0', 'accepted requests have their effect', {
    in: 'services/inventory set',
    find: '$given ?? $before.lowStockThreshold',
    replace: '$given ?? 0',
  }),
  inSource(
    'a stock is read without strong consistency before a change',
    'accepted requests have their effect',
    {
      in: 'services/inventory load',
      find: 'ConsistentRead: true',
      replace: 'ConsistentRead: false',
    },
  ),
  inSource('a step holds one allocation more than a transaction has room for', 'no request is invalid', {
    in: 'services/inventory hold',
    find: 'Math.min($remaining, MAX_ALLOCATIONS_PER_STEP)',
    replace: 'Math.min($remaining, MAX_ALLOCATIONS_PER_STEP + 1)',
  }),
];

const payments: readonly Mutant[] = [
  inSource('pending refunds do not count towards the captured amount', 'the ledger balances', {
    in: 'services/payments refundedMoney',
    find: "$status !== 'failed'",
    replace: "$status === 'refunded'",
  }),
  inSource(
    'a void after a capture does not wait for a pending refund',
    'an order that does not ship holds no money',
    {
      in: 'services/payments refundRest',
      find: 'if ($refunds.some($_)) return { events: [] };',
      replace: '',
    },
  ),
  inSource('a void releases what the provider reports', 'the ledger has the authorized amounts', {
    in: 'services/payments recordVoided',
    find: '$_wasBooked ? $_amount : $released',
    replace: '$released',
  }),
  inSource('a second capture of another amount succeeds', 'accepted requests have their effect', {
    in: 'services/payments repeatedCapture',
    find: 'return $_ ? $nothing : $_rejected;',
    replace: 'return $nothing;',
  }),
  inSource('a guest is blocked a decline too late', 'a guest has few declines', {
    in: 'services/payments createDeclineCounts',
    find: 'Number($amount) >= $limit',
    replace: 'Number($amount) > $limit',
  }),
  inSource('entries of the journal sort as text', 'what a caller reads is what happened', {
    in: 'services/payments toSortKey',
    find: "String($version).padStart(6, '0')",
    replace: 'String($version)',
  }),
  inSource('of two entries of a batch the balance gets the last', 'the ledger balances', {
    in: 'services/payments toUpdate',
    find: '($_sums.get($_name) ?? 0) + $amountMinor',
    replace: '$amountMinor',
  }),
  inSource('the provider is awaited for half an hour', 'nothing is rejected without a reason', {
    in: 'services/payments createSimulated',
    find: "Number(environmentVariable('PAYMENT_PROVIDER_TIMEOUT_MS'))",
    replace: "1_000 * Number(environmentVariable('PAYMENT_PROVIDER_TIMEOUT_MS'))",
  }),
  inSource('a webhook is accepted although its key could not be read', 'an accepted webhook is recorded', {
    in: 'services/payments receiveProviderWebhook',
    find: 'const $outcome = await $read($webhook);',
    replace: "const $outcome = await $read($webhook).catch(() => 'irrelevant' as const);",
  }),
  inSource('all refunds of a payment have one key', 'no payment stays pending', {
    in: 'services/payments pendingRequest',
    find: '`${$id}/refund/${$_refundId}`',
    replace: '`${$id}/refund`',
  }),
];

const catalog: readonly Mutant[] = [
  inSource(
    'owners of SKUs are read without strong consistency',
    'every SKU that the catalogue sells can be ordered',
    {
      in: 'services/catalog ownersOfSkus',
      find: 'isConsistent: true',
      replace: 'isConsistent: false',
    },
  ),
  inSource('the status of a product is not part of the fingerprint', 'accepted requests have their effect', {
    in: 'services/catalog createWithSlug',
    find: 'hashRequest($body)',
    replace: 'hashRequest({ ...$body, status: undefined })',
  }),
  inSource('an archived product has no rows', 'every projection equals its rebuild', {
    in: 'services/catalog toListingRows',
    find: "if ($after.status === 'none') return [];",
    replace: "if ($after.status === 'none' || $after.status === 'archived') return [];",
  }),
  inSource('a change of prices is not reported beside one of details', 'what a caller changed is published', {
    in: 'services/catalog toEvents',
    find: 'if ($changes.length > 0) $events.push($priceChanged);',
    replace: 'if ($changes.length > 0 && $events.length === 0) $events.push($priceChanged);',
  }),
  inSource('a key that is due since a day is not revoked', 'a replaced key is revoked', {
    in: 'services/catalog due',
    find: `KeyConditionExpression: 'ending = :ending AND revokeAt <= :now',
      ExpressionAttributeValues: { ':ending': PARTITION, ':now': $now }`,
    replace: `KeyConditionExpression: 'ending = :ending AND revokeAt BETWEEN :from AND :now',
      ExpressionAttributeValues: {
        ':ending': PARTITION,
        ':from': new Date(Date.parse($now) - 86_400_000).toISOString(),
        ':now': $now,
      }`,
  }),
  inSource('a key is enabled while it is recorded', 'each enabled key is recorded', {
    in: 'services/catalog createKey',
    given: ['await $gatewayKeys.setEnabled($gatewayKeyId, true);'],
    find: 'const $isRecorded = await $apiKeys.record($keys, $acts);',
    replace: `const [$isRecorded] = await Promise.all([
      $apiKeys.record($keys, $acts),
      $gatewayKeys.setEnabled($gatewayKeyId, true),
    ]);`,
  }),
  inSource('the revocation of keys ends with the first that fails', 'a replaced key is revoked', {
    in: 'services/catalog revokeReplacedApiKeys',
    given: ['for (const $key of $_due) $_'],
    find: "$logger.error('API key not revoked', { subject: $key.id, error: $error });",
    replace: "$logger.error('API key not revoked', { subject: $key.id, error: $error }); break;",
  }),
  inSource('a former slug stays claimed', 'a slug that no product has is free', {
    in: 'services/catalog releasedBy',
    find: '[...($event.formerSlug === undefined ? [] : $_), ...$removed]',
    replace: '[...$removed]',
  }),
];

const platform: readonly Mutant[] = [
  inSource('the last of 25 events is not archived', 'every projection equals its rebuild', {
    in: 'services/platform createEventArchiveTable',
    find: '$events.slice($first, $first + MAX_CONCURRENT_WRITES)',
    replace: '$events.slice($first, $first + MAX_CONCURRENT_WRITES - 1)',
  }),
  inSource(
    'an event with other fields counts as the archived one',
    'a malformed message is kept with its reason',
    {
      in: 'services/platform agree',
      find: '!($_more && $_less) && $agree',
      replace: '$agree',
    },
  ),
  inSource('the time to live of an event is in milliseconds', 'an item expires', {
    in: 'services/platform toExpiry',
    find: 'Math.ceil($ms / 1_000)',
    replace: 'Math.ceil($ms)',
  }),
];

const identity: readonly Mutant[] = [
  inSource('a machine to which nothing is granted has its default', 'a token has what is granted', {
    in: 'services/identity accessOfMachine',
    find: '$grant?.scopes === undefined',
    replace: '!$grant?.scopes?.length',
  }),
  inSource('two administrators can remove each other', 'somebody administers', {
    in: 'services/identity changeAccess',
    find: 'witness: $decision.witness',
    replace: 'witness: undefined',
  }),
  inSource('that a machine has no name is remembered', 'a token has what is granted', {
    in: 'services/identity createMachineNames',
    given: ['if ($known.has($clientId)) return $_;'],
    find: 'for (const [$name, $id] of $entries) $known.set($id, $name);',
    replace: `for (const [$name, $id] of $entries) $known.set($id, $name);
      if (!$known.has($clientId)) $known.set($clientId, undefined as unknown as string);`,
  }),
  inSource('the scopes of groups are remembered', 'a token has what is granted', {
    in: 'services/identity findWithGroups',
    find: 'groups: toGroups($found)',
    replace: `groups: (${remembered('createGrantsTable', 'groups', 'GroupGrants')} ??= toGroups($found))`,
  }),
];

const operations: readonly Mutant[] = [
  inSource('the period of a replay is not part of the fingerprint', 'a repeated key gets the same answer', {
    in: 'services/operations startReplay',
    find: 'hashRequest($body)',
    replace: 'hashRequest({ consumer: $body.consumer, subject: $body.subject })',
  }),
  inSource('a merged page leaves out the last event of a full page', 'a list misses no event', {
    in: 'services/operations merge',
    find: 'byBytes($sk, $end) <= 0',
    replace: 'byBytes($sk, $end) < 0',
  }),
  inSource('a page of dead letters loses its place among those of one time', 'a list misses no dead letter', {
    in: 'services/operations sortKeyOf',
    find: '`${$queue}#${$sentAt}#${$_messageId}`',
    replace: '`${$queue}#${$sentAt}#`',
  }),
  inSource('a dead letter is removed before it is redriven', 'every message is accounted for', {
    in: 'services/operations redriveDeadLetter',
    find: 'await $redrive($message); await $deadLetters.remove($message);',
    replace: 'await $deadLetters.remove($message); await $redrive($message);',
  }),
  inSource('a dead letter is discarded although that was not recorded', 'no act is unrecorded', {
    in: 'services/operations discardDeadLetter',
    find: 'await $audit.record($entry);',
    replace: 'await $audit.record($entry).catch(() => undefined);',
  }),
  inSource('a text that contains an id is searched for in the logs', 'a query has one value', {
    in: 'services/operations SEARCHABLE',
    find: '/^[\\w.:/#+-]{16,256}$/',
    replace: '/[\\w.:/#+-]{16,256}/',
  }),
];

const inMapping = (functionName: string, key: string): Path => [
  'eventSourceMappings',
  { functionName: `tradepost-dev-${functionName}` },
  key,
];
const inTarget = (rule: string, id: string, ...path: Path): Path => [
  'rules',
  { name: `tradepost-dev-${rule}` },
  'targets',
  { id },
  ...path,
];

const templates: readonly Mutant[] = [
  inTemplates('a change of prices does not reach orders', 'the offers are those of the catalogue', {
    at: [
      'rules',
      { name: 'tradepost-dev-orders-product-changed' },
      'eventPattern',
      'detail-type',
      'PriceChanged',
    ],
  }),
  inTemplates(
    'records that the ledger did not book count as booked',
    'the ledger has the authorized amounts',
    {
      at: inMapping('payments-project-ledger', 'reportBatchItemFailures'),
      from: true,
      to: false,
    },
  ),
  inTemplates(
    'commands that failed are deleted from the inbox of payments',
    'an order that does not ship holds no money',
    {
      at: inMapping('payments-commands', 'reportBatchItemFailures'),
      from: true,
      to: false,
    },
  ),
  {
    ...inTemplates(
      'Lambda discards records after an hour',
      'a record that can be published stays in its stream',
      {
        at: inMapping('orders-publish-events', 'maximumRecordAgeInSeconds'),
        from: 82_800,
        to: 3_600,
      },
    ),
    scenario: 'outage',
  },
  inTemplates(
    'an event that cannot be delivered to inventory is lost',
    'an order that does not ship holds no stock',
    {
      at: inTarget('inventory-order-ended', 'inbox', 'deadLetterArn'),
    },
  ),
  inTemplates('an event to payments is tried for a minute', 'every message is accounted for', {
    at: inTarget('payments-order-ended', 'inbox', 'retryPolicy', 'maximumEventAgeInSeconds'),
    from: 86_400,
    to: 60,
  }),
  inTemplates('an order that costs one minor unit is free', 'a confirmed order has its money', {
    at: [
      'stateMachines',
      { name: 'tradepost-dev-orders-fulfil-order' },
      'definition',
      'States',
      'IsPaymentDue',
      'Choices',
      { Next: 'AuthorizePayment' },
      'NumericGreaterThan',
    ],
    from: 0,
    to: 1,
  }),
  inTemplates('only reservations are published by inventory', 'no event is lost', {
    at: inMapping('inventory-publish-events', 'filters'),
    from: [],
    to: [{ dynamodb: { Keys: { sk: { S: ['state'] } } } }],
  }),
  inTemplates('events of inventory are not archived', 'every projection equals its rebuild', {
    at: ['rules', { name: 'tradepost-dev-platform-every-event' }, 'eventPattern', 'source'],
    from: [{ prefix: 'tradepost.' }],
    to: ['tradepost.orders', 'tradepost.payments', 'tradepost.catalog'],
  }),
  inTemplates('a command to inventory is tried once', 'every message is accounted for', {
    at: ['queues', { queueName: 'tradepost-dev-inventory-commands' }, 'attributes', 'RedrivePolicy'],
    to: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:tradepost-dev-inventory-commands-dlq","maxReceiveCount":1}',
  }),
  inTemplates(
    'a command to payments is visible again while it is processed',
    'every message is accounted for',
    {
      at: ['queues', { queueName: 'tradepost-dev-payments-commands' }, 'attributes', 'VisibilityTimeout'],
      to: '5',
    },
  ),
  inTemplates(
    'the index of expiring reservations lacks their correlation ids',
    'an event has the correlation id of its order',
    {
      at: [
        'tables',
        { tableName: 'tradepost-dev-inventory-stock' },
        'properties',
        'GlobalSecondaryIndexes',
        { IndexName: 'expiring' },
        'Projection',
        'NonKeyAttributes',
        'correlationId',
      ],
    },
  ),
];

/** Bugs that the authors of the simulation did not plan for. */
export const unplannedMutants: readonly Mutant[] = [
  ...packages,
  ...orders,
  ...inventory,
  ...payments,
  ...catalog,
  ...platform,
  ...identity,
  ...operations,
  ...templates,
];
