import { inSource, type Mutant } from './mutant.ts';

const FOUND = 'every SKU that the catalogue sells can be ordered';

/**
 * Reads that decisions depend on, each without strong consistency. Those that are not here have a spec that reads what was just
 * written (`justWritten` of `packages/testing`).
 */
const STALE: readonly Mutant[] = [
  inSource('a state is read without strong consistency', 'nothing is rejected without a reason', {
    in: 'packages/aggregate read',
    given: ['stateKey($$$_)'],
    find: 'ConsistentRead: true',
    replace: '',
  }),
  inSource('the owners of SKUs are read without strong consistency', FOUND, {
    in: 'services/catalog ownersOfSkus',
    find: 'isConsistent: true',
    replace: '',
  }),
  inSource('products are read without strong consistency', FOUND, {
    in: 'services/catalog loadMany',
    find: 'isConsistent: true',
    replace: '',
  }),
];

const READ_BATCH = 'packages/dynamodb readBatch';

/** Reads of several requests, of which one returned less than it could. */
const READ_IN_PART: readonly Mutant[] = [
  inSource('keys that a batch leaves unprocessed are forgotten', FOUND, {
    in: READ_BATCH,
    find: '$pending = $_left ?? [];',
    replace: '$pending = [];',
  }),
  inSource('unprocessed keys are requested once more only', FOUND, {
    in: READ_BATCH,
    given: ['if ($attempt > MAX_ATTEMPTS) $_;'],
    find: '$pending = $left ?? [];',
    replace: '$pending = $attempt > 1 ? [] : ($left ?? []);',
  }),
  inSource(
    'the items of the last attempt replace those of the attempts before it',
    'a list misses no item that matched throughout',
    {
      in: READ_BATCH,
      find: '$items.push(...($found ?? []));',
      replace: '$items.splice(0, $items.length, ...($found ?? []));',
    },
  ),
  inSource('a batch gives up without an error if nothing was processed', FOUND, {
    in: READ_BATCH,
    given: ['$items.push(...($found ?? []));'],
    find: '$pending = $left ?? [];',
    replace: '$pending = ($found ?? []).length === 0 ? [] : ($left ?? []);',
  }),
  inSource('offers are matched to SKUs by place', 'an order has the prices of the catalogue', {
    in: 'services/orders readOffers',
    given: ['new Set($skus)'],
    find: '$offers.map(($offer) => [$_sku, $joined])',
    replace: '$offers.map(($offer, place) => [[...new Set($skus)][place], $joined])',
  }),
  inSource('a query ends after its first page', 'all work finishes', {
    in: 'packages/dynamodb queryPages',
    find: '$from = $last;',
    replace: '$from = undefined; void $last;',
  }),
];

/** Variants that are items of their own. */
const OF_VARIANTS: readonly Mutant[] = [
  inSource('a variant that is put does not claim its SKU', 'an answer is a state that there was', {
    in: 'services/catalog takenBy',
    find: '$event.isNew ? [skuClaim($event.variant.sku)] : []',
    replace: '$event.isNew ? [] : []',
  }),
  inSource('an archived variant is still offered', 'the offers are those of the catalogue', {
    in: 'services/orders toOffers',
    find: "!('status' in $variant && $variant.status === 'archived')",
    replace: 'true',
  }),
];

/** Takes the statements that write `requests`; returns a change of the event archive that writes new events in batches. */
function archiveInBatches(write: string) {
  return {
    in: 'services/platform createEventArchiveTable',
    find: `$outcomes.push(
      ...(await Promise.all($batch.map(($event) => put($client, $table, $event, $toItem($event))))),
    );`,
    replace: `{
      const toKey = ({ pk, sk }) => ({ pk, sk });
      const toName = (key) => key.pk + ' ' + key.sk;
      const found = await batchGet($client, $table, $batch.map((each) => toKey($toItem(each))), { isConsistent: true });
      const names = new Set(found.map(toName));
      const requests = [];
      for (const each of $batch) {
        const item = $toItem(each);
        if (names.has(toName(item))) $outcomes.push(await put($client, $table, each, item));
        else {
          names.add(toName(item));
          requests.push({ PutRequest: { Item: item } });
          $outcomes.push('archived');
        }
      }
      const write = async (some) => {
        const output = await $client.send(new BatchWriteCommand({ RequestItems: { [$table]: some } }));
        return output.UnprocessedItems?.[$table] ?? [];
      };
      ${write}
    }`,
    imports: ['packages/dynamodb batchGet', '@aws-sdk/lib-dynamodb BatchWriteCommand'],
  };
}

const LOST = 'every projection equals its rebuild';

const ARCHIVE: readonly Mutant[] = [
  inSource(
    'the archive forgets events that a batch leaves unprocessed',
    LOST,
    archiveInBatches('if (requests.length > 0) await write(requests);'),
  ),
  inSource(
    'the archive writes unprocessed events once more only',
    LOST,
    archiveInBatches(`if (requests.length > 0) {
      const left = await write(requests);
      if (left.length > 0) await write(left);
    }`),
  ),
  inSource(
    'the archive writes only the unprocessed events of the last batch again',
    LOST,
    archiveInBatches(`let left = [];
      for (let first = 0; first < requests.length; first += 2) left = await write(requests.slice(first, first + 2));
      while (left.length > 0) left = await write(left);`),
  ),
  inSource(
    'the archive writes only the unprocessed events of the first batch again',
    LOST,
    archiveInBatches(`for (let first = 0; first < requests.length; first += 2) {
        let left = await write(requests.slice(first, first + 2));
        while (first === 0 && left.length > 0) left = await write(left);
      }`),
  ),
  inSource(
    'the archive gives up after three attempts at unprocessed events',
    LOST,
    archiveInBatches(`let left = requests;
      for (let attempt = 0; attempt < 3 && left.length > 0; attempt += 1) left = await write(left);`),
  ),
];

export const storeMutants: readonly Mutant[] = [...STALE, ...READ_IN_PART, ...OF_VARIANTS, ...ARCHIVE];
