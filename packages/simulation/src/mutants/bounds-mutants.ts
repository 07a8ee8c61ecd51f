import type { Path } from './change-at.ts';
import { besideVersions, inSource, inTemplates } from './mutant.ts';

const LIVES = 'a reservation lives as long as documented';
const SWEEPS = 'a sweep leaves nothing that was due';
const KEPT = 'an item is kept as long as documented';
const EDGE = 'a bound is where it is documented';
const HELD = 'reserved units are those of reservations';

const TTL = 'services/inventory reservationTtlMs';
const LOST_AFTER = 'services/orders sagaLostAfterMs';
const QUERY_DUE = 'services/inventory queryDue';
const PENDING_SINCE = 'services/orders pendingSince';
const EVOLVE = 'services/inventory evolve';

const inSaga = (...path: Path): Path => [
  'stateMachines',
  { name: 'tradepost-dev-orders-fulfil-order' },
  'definition',
  ...path,
];

/** Durations in a wrong unit, from a wrong time, or of something else. */
const durations = [
  inSource('a reservation lives for 1.8 seconds', LIVES, {
    in: TTL,
    find: 'Number($seconds) * 1_000',
    replace: 'Number($seconds)',
  }),
  inSource('a reservation lives for 30 hours', LIVES, {
    in: TTL,
    find: 'Number($seconds) * 1_000',
    replace: 'Number($seconds) * 60_000',
  }),
  inSource('a reservation of a guest lives as long as others', LIVES, {
    in: TTL,
    find: "$isGuest ? 'GUEST_RESERVATION_TTL_SECONDS' : 'RESERVATION_TTL_SECONDS'",
    replace: "$isGuest ? 'RESERVATION_TTL_SECONDS' : 'RESERVATION_TTL_SECONDS'",
  }),
  inSource('an expiry is counted from the time of the command', LIVES, {
    in: 'services/inventory reserveStock',
    given: ['const { $$$_ } = $message.data;'],
    find: 'ttlMs: $ttlMs($isGuest)',
    replace: 'ttlMs: $ttlMs($isGuest) - (Date.now() - Date.parse($message.time))',
  }),
  inSource('a take that is planned again lives anew', LIVES, {
    in: 'services/inventory reserve',
    given: ['addMs($at, $ttlMs)'],
    find: "case 'taking': return settleTake({ take: $take, stock: $stock }, $reservation);",
    replace: `case 'taking':
      return settleTake({ take: $take, stock: $stock }, { ...$reservation, expiresAt: addMs($at, $ttlMs) });`,
  }),
  inSource('a saga is lost after 0.36 seconds', 'no saga of a young order is started again', {
    in: LOST_AFTER,
    find: 'Number($seconds) * 1_000',
    replace: 'Number($seconds)',
  }),
  inSource('a saga is lost after 100 hours', SWEEPS, {
    in: LOST_AFTER,
    find: 'Number($seconds) * 1_000',
    replace: 'Number($seconds) * 1_000_000',
  }),
  inSource('an event is archived for 90 hours', KEPT, {
    in: 'services/platform DAY_MS',
    find: '24 * 60 * 60 * 1_000',
    replace: '60 * 60 * 1_000',
  }),
  inSource('an archived event expires in milliseconds', KEPT, {
    in: 'services/platform toExpiry',
    find: 'Math.ceil($ms / 1_000)',
    replace: 'Math.ceil($ms)',
  }),
  inSource('a count of declines expires in its window', KEPT, {
    in: 'packages/dynamodb countInWindow',
    find: '(windowOf($count) + 2) * $count.windowSeconds',
    replace: '(windowOf($count) + 1) * $count.windowSeconds',
  }),
  inSource('a count of declines expires at once', KEPT, {
    in: 'packages/dynamodb countInWindow',
    find: '(windowOf($count) + 2) * $count.windowSeconds',
    replace: 'windowOf($count) + 2 * $count.windowSeconds',
  }),
  inTemplates('a saga times out after 24 seconds', 'a saga ends within four minutes', {
    at: inSaga('TimeoutSeconds'),
    from: 240,
    to: 24,
  }),
  inTemplates('expired reservations are looked for each hour', 'expired units become available soon', {
    at: ['rules', { name: 'tradepost-dev-inventory-expire-reservations-rule-1' }, 'scheduleExpression'],
    from: 'rate(1 minute)',
    to: 'rate(1 hour)',
  }),
];

/** Sweepers that stop looking. */
const sweepers = [
  inSource('the sweeper looks for sagas of the last hour', SWEEPS, {
    in: PENDING_SINCE,
    find: '$oldestFirst.slice(0, $limit)',
    replace: `$oldestFirst
      .filter((each) => Date.parse(each.pendingSince) > Date.parse($before) - 3_600_000)
      .slice(0, $limit)`,
    given: ["{ ':shard': $shard, ':before': $before }"],
  }),
  inSource('the sweeper looks for sagas of the last day', SWEEPS, {
    in: PENDING_SINCE,
    find: '$oldestFirst.slice(0, $limit)',
    replace: `$oldestFirst
      .filter((each) => Date.parse(each.pendingSince) > Date.parse($before) - 86_400_000)
      .slice(0, $limit)`,
    given: ["{ ':shard': $shard, ':before': $before }"],
  }),
  inSource('the sweeper leaves orders that are older than a day', SWEEPS, {
    in: 'services/orders sweepOrders',
    find: 'if ($placed === undefined || !isPending($state)) return;',
    replace: `if ($placed === undefined || !isPending($state)) return;
      if (Date.now() - Date.parse($placed.at) > 86_400_000) return;`,
  }),
  inSource('the expiry looks for reservations of the last hour', SWEEPS, {
    in: QUERY_DUE,
    find: '$Items.map($toDue)',
    replace: `$Items
      .filter((item) => Date.parse(String(item['expiresAt'])) > Date.parse($at) - 3_600_000)
      .map($toDue)`,
    given: ["{ ':shard': $shard, ':at': $at }"],
  }),
  inSource('the expiry looks for reservations of the last week', SWEEPS, {
    in: QUERY_DUE,
    find: '$Items.map($toDue)',
    replace: `$Items
      .filter((item) => Date.parse(String(item['expiresAt'])) > Date.parse($at) - 7 * 86_400_000)
      .map($toDue)`,
    given: ["{ ':shard': $shard, ':at': $at }"],
  }),
  inSource('the expiry skips a release that was interrupted', SWEEPS, {
    in: 'services/inventory expire',
    find: "case 'releasing': return continueRelease($reservation);",
    replace: "case 'releasing': return NOTHING_TO_DO;",
  }),
];

/** Bounds of a transaction: a reservation of more allocations is held and released in steps. */
const steps = [
  inSource('an allocation is released twice after a partial release', HELD, {
    in: 'services/inventory stockMove',
    given: ['const $changes = difference(heldBy($from), [...heldBy($to), ...$sent]);'],
    find: 'released: $_',
    replace: 'released: $changes.some(({ quantity }) => quantity < 0) ? heldBy($from) : []',
  }),
  inSource('a partial release is not counted', HELD, {
    in: EVOLVE,
    find: 'allocationsHeld: Math.max(0, $before.allocationsHeld - $event.count)',
    replace: 'allocationsHeld: $before.allocationsHeld',
  }),
  inSource('a reservation of 100 allocations is one transaction', 'no request is invalid', {
    in: 'services/inventory MAX_ALLOCATIONS_PER_STEP',
    find: '99',
    replace: '100',
  }),
];

/** Bounds of requests that are off by one, or in another unit. */
const requests = [
  inSource('a page of 100 is too large', EDGE, {
    in: 'packages/contracts MAX_PAGE_SIZE',
    find: '100',
    replace: '99',
  }),
  inSource('a product may have 49 variants', EDGE, {
    in: 'packages/contracts MAX_VARIANTS',
    find: '48',
    replace: '49',
  }),
  inSource('a line at the limit of units is too large', EDGE, {
    in: 'services/orders findExceededCap',
    find: '$lines.findIndex(({ quantity: $quantity }) => $quantity > $unitsPerLine)',
    replace: '$lines.findIndex(({ quantity: $quantity }) => $quantity >= $unitsPerLine)',
  }),
  inSource('an order may have one unit more than its limit', EDGE, {
    in: 'services/orders findExceededCap',
    find: '$units > $unitsPerOrder ? $exceeded : undefined',
    replace: '$units > $unitsPerOrder + 1 ? $exceeded : undefined',
  }),
  inSource('a body of a megabyte is too large', EDGE, {
    in: 'packages/lambda bodyLimit',
    find: '$bytes > MAX_BODY_BYTES',
    replace: '$bytes >= MAX_BODY_BYTES',
  }),
  inSource('a sign-in is recent for five hours', EDGE, {
    in: 'packages/contracts RECENT_SIGN_IN',
    find: '300',
    replace: '18_000',
  }),
  inSource('a sign-in is recent for 0.3 seconds', EDGE, {
    in: 'packages/contracts RECENT_SIGN_IN',
    find: '300',
    replace: '0.3',
  }),
];

const LATER_VERSION = "Number($message.dataschema?.split(':').at(-1) ?? 1)";

/** Newer versions of messages, events and states that are ignored, or read as if they were of the current version. */
const newerVersions = [
  inSource('an event of a newer schema version is acknowledged', 'every projection equals its rebuild', {
    in: 'packages/lambda queue',
    find: 'await $consumer.handle(parseData($consumer.contract, $message), $context);',
    replace: `if (${LATER_VERSION} > $consumer.contract.version) return;
      await $consumer.handle(parseData($consumer.contract, $message), $context);`,
  }),
  inSource('a command of a newer schema version is acknowledged', 'accepted requests have their effect', {
    in: 'packages/lambda commands',
    find: 'const $command = parseData($handler.contract, $message);',
    replace: `if (${LATER_VERSION} > $handler.contract.version) return { outcome: 'accepted' };
      const $command = parseData($handler.contract, $message) as CloudEvent<never>;`,
  }),
  inSource('a command that cannot be parsed is acknowledged', 'accepted requests have their effect', {
    in: 'packages/lambda processMessage',
    find: 'return moveToDlq($$$args);',
    replace: 'return true;',
  }),
  inSource('events of a newer schema version are not archived', 'every projection equals its rebuild', {
    in: 'packages/lambda parseOrReject',
    find: 'return parseEnvelope($body);',
    replace: `const message = parseEnvelope($body);
      if (Number(message.dataschema?.split(':').at(-1) ?? 1) > 1)
        throw new ValidationError([{ pointer: '#/dataschema', code: 'NEWER', detail: 'is newer' }]);
      return message;`,
  }),
  inSource('a stored event of a newer schema version is read as it is', 'no event is invented', {
    in: 'packages/aggregate upcastersFrom',
    find: 'if ($version > $current) { throw $_; }',
    replace: 'if ($version > $current) return [];',
  }),
  inSource('stored events of a newer schema version are skipped', 'no event is lost', {
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
  inSource('a record that cannot be read is acknowledged', 'no event is lost', {
    in: 'packages/lambda moveToFailuresQueue',
    find: 'await sendToFailuresQueue($$$args);',
    replace: "if (!$error.message.includes('schema version')) await sendToFailuresQueue($$$args);",
    given: ['isTransient($error)'],
  }),
].map(besideVersions);

/** Bugs at bounds: durations, ages, sizes and schema versions. */
export const boundsMutants = [...durations, ...sweepers, ...steps, ...requests, ...newerVersions];
