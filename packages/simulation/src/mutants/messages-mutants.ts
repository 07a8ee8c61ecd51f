import { inSource, inTemplates, type Mutant } from './mutant.ts';

const PROCESS_MESSAGE = 'packages/lambda processMessage';
const HOUR = '3_600_000';

/** Ignores messages that are older than a time, in milliseconds. */
const ignoresOlderThan = (age: string, ageMs: string) =>
  inSource(`a message older than ${age} is ignored`, 'the offers are those of the catalogue', {
    in: PROCESS_MESSAGE,
    find: 'await $handle($message, $context);',
    replace: `if (Date.now() - Date.parse($message.time) > ${ageMs}) return true; await $handle($message, $context);`,
  });

/** Bugs in memory that outlives an invocation, and in work that an invocation does not wait for. */
const memoryMutants: readonly Mutant[] = [
  inSource('an instance remembers prices for five minutes', 'an order has the prices of its time', {
    in: 'services/orders readOffers',
    find: 'const $offers = await batchGet($client, $table, $keys);',
    replace: `const remembered = (readOffers.remembered ??= new Map());
      const missing = $keys.filter(({ pk }) => !(remembered.get(pk)?.untilMs > Date.now()));
      for (const offer of missing.length === 0 ? [] : await batchGet($client, $table, missing))
        remembered.set('sku#' + offer.sku, { offer, untilMs: Date.now() + 300_000 });
      const $offers = $keys.flatMap(({ pk }) => remembered.get(pk)?.offer ?? []);`,
  }),
  inSource('an instance remembers prices as long as it lives', 'an order has the prices of its time', {
    in: 'services/orders readOffers',
    find: 'const $offers = await batchGet($client, $table, $keys);',
    replace: `const remembered = (readOffers.remembered ??= new Map());
      const missing = $keys.filter(({ pk }) => !remembered.has(pk));
      for (const offer of missing.length === 0 ? [] : await batchGet($client, $table, missing))
        remembered.set('sku#' + offer.sku, offer);
      const $offers = $keys.flatMap(({ pk }) => remembered.get(pk) ?? []);`,
  }),
  inSource('an instance never reads a rejected secret again', 'no payment stays pending', {
    in: 'packages/lambda createSecret',
    find: '$known !== undefined && $known.value !== $rejected && Date.now() < $known.usableUntilMs',
    replace: '$known !== undefined',
  }),
  inSource('an instance remembers messages before they are processed', 'all work finishes', {
    in: PROCESS_MESSAGE,
    find: 'await $handle($message, $context);',
    replace: `const known = (processMessage.known ??= new Set());
      if (known.has($message.id)) return true;
      known.add($message.id);
      await $handle($message, $context);`,
  }),
  inSource('an instance remembers records before they are published', 'no event is lost', {
    in: 'packages/lambda batchOf',
    find: 'const $keys = invocationKeys($context);',
    given: ['handleAll($Records, $$$_)'],
    replace: `const $keys = invocationKeys($context);
      const known = (batchOf.known ??= new Set());
      for (let place = 0; place < $Records.length; place += 1) {
        const { eventID } = $Records[place];
        if (known.has(eventID)) $Records.splice(place--, 1);
        else known.add(eventID);
      }`,
  }),
  inSource(
    'an instance ignores records before the last one that it has processed',
    'no event is lost',
    {
      in: 'packages/lambda batchOf',
      given: ['handleAll($Records, $$$_)'],
      find: 'const $keys = invocationKeys($context);',
      replace: `const $keys = invocationKeys($context);
        for (let place = 0; place < $Records.length; place += 1)
          if (($Records[place].dynamodb?.SequenceNumber ?? '') <= (batchOf.last ?? '')) $Records.splice(place--, 1);`,
    },
    {
      in: 'packages/lambda batchOf',
      given: ['handleAll($Records, $$$_)'],
      find: 'if ($failed.length > 0) $_logger.error($$$_);',
      replace:
        'if ($failed.length === 0) batchOf.last = $Records.at(-1)?.dynamodb?.SequenceNumber ?? batchOf.last;',
    },
  ),
  inSource(
    'a malformed message is moved without waiting for the dead-letter queue',
    'a malformed message is kept with its reason',
    {
      in: 'packages/lambda moveToDlq',
      find: 'await sendToDeadLetterQueue($$$args);',
      replace: 'void sendToDeadLetterQueue($$$args).catch(() => undefined);',
    },
  ),
  inSource('an event is archived without waiting for the table', 'every projection equals its rebuild', {
    in: 'services/platform put',
    find: 'const $stored = await putIfAbsent($$$args);',
    replace: 'void putIfAbsent($$$args).catch(() => undefined); const $stored = undefined;',
  }),
];

/** Bugs in the processing of batches. */
const batchMutants: readonly Mutant[] = [
  inSource('failed messages are reported by their number, from the first on', 'all work finishes', {
    in: 'packages/lambda processQueue',
    given: ['$event.Records.map($$$_)'],
    find: 'return { batchItemFailures: $outcomes.flat() };',
    replace: `return {
      batchItemFailures: $event.Records.slice(0, $outcomes.flat().length).map(({ messageId }) => ({
        itemIdentifier: messageId,
      })),
    };`,
  }),
  inSource('a message that is received again is acknowledged', 'all work finishes', {
    in: PROCESS_MESSAGE,
    find: 'const $message = parseEnvelope($record.body);',
    given: ['const $attempt = Number($_);'],
    replace: 'if ($attempt > 1) return true; const $message = parseEnvelope($record.body);',
  }),
  inSource('a message that was received three times is acknowledged', 'all work finishes', {
    in: PROCESS_MESSAGE,
    given: ['const $attempt = Number($_);'],
    find: 'return false;',
    replace: 'return $attempt >= 3;',
  }),
  inSource('only the last failed record of a batch is reported', 'no event is lost', {
    in: 'packages/lambda batchOf',
    find: '$failed.map(({ dynamodb }) => $_)',
    replace: "$failed.slice(-1).map(({ dynamodb }) => ({ itemIdentifier: dynamodb?.SequenceNumber ?? '' }))",
  }),
  inSource('a failed record acknowledges the one before it', 'no event is lost', {
    in: 'packages/lambda batchOf',
    find: 'if ($failed.length > 0) $_logger.error($$$_);',
    replace: 'if ($failed.length > 1) $failed.shift();',
  }),
  ignoresOlderThan('an hour', HOUR),
  ignoresOlderThan('six hours', `6 * ${HOUR}`),
  ignoresOlderThan('23 hours', `23 * ${HOUR}`),
];

/** Bugs that only an outage shows that is longer than a bound. */
const outageMutants: readonly Mutant[] = [
  inSource('the sweeper ignores orders older than an hour', 'an order ends once', {
    in: 'services/orders sweepOrders',
    find: '$placed === undefined || !isPending($state)',
    replace: `$placed === undefined || !isPending($state) || Date.now() - Date.parse($placed.at) > ${HOUR}`,
  }),
  inSource('the sweeper ignores orders older than six hours', 'an order ends once', {
    in: 'services/orders sweepOrders',
    find: '$placed === undefined || !isPending($state)',
    replace: `$placed === undefined || !isPending($state) || Date.now() - Date.parse($placed.at) > 6 * ${HOUR}`,
  }),
  inSource('a reservation is retried without a bound', 'every retry has a bound', {
    in: 'services/inventory',
    find: 'const $untilMs = performance.now() + RETRIED_FOR_MS;',
    replace: 'const $untilMs = Number.POSITIVE_INFINITY;',
  }),
  inSource('a projection is written until the table accepts it', 'every retry has a bound', {
    in: 'packages/dynamodb putIf',
    given: ['$client.send(new PutCommand($input))'],
    find: 'throw $_error;',
    replace: 'return putIf($client, $input);',
  }),
  inSource('a malformed message is sent until the dead-letter queue accepts it', 'every retry has a bound', {
    in: 'packages/lambda moveToDlq',
    find: 'await sendToDeadLetterQueue($$$args);',
    replace: 'for (;;) { try { await sendToDeadLetterQueue($$$args); break; } catch {} }',
  }),
  inSource('events are put on the bus without a bound', 'every retry has a bound', {
    in: 'packages/aggregate putWithRetries',
    find: '$mayPass.length === 0 || $attempt === MAX_ATTEMPTS',
    replace: '$mayPass.length === 0',
  }),
  inSource(
    'a record leaves its stream after six hours',
    'a record that can be published stays in its stream',
    {
      in: 'packages/lambda isOld',
      find: '$now - $created * 1_000 > MAX_AGE_MS',
      replace: `$now - $created * 1_000 > 6 * ${HOUR}`,
    },
  ),
  inTemplates('Lambda discards records after an hour', 'a record that can be published stays in its stream', {
    at: [
      'eventSourceMappings',
      { functionName: 'tradepost-dev-orders-publish-events' },
      'maximumRecordAgeInSeconds',
    ],
    from: 82_800,
    to: 3_600,
  }),
];

/** Bugs that messages, streams, instances and outages show as AWS has them. */
export const messagesMutants: readonly Mutant[] = [...memoryMutants, ...batchMutants, ...outageMutants];
