// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are patterns of sources.
import { inSource, inTemplates } from './mutant.ts';

const TIMELINE = 'an answer is a state that there was';
const METRIC = 'a metric counts what happened';
const PUBLISHED = 'each event that concerns others is published';
const LEDGER = 'the ledger has the authorized amounts';

/** Bugs in what reacts to events and commands, which only a model of its results shows: it is the same in a rebuild. */
export const reactingMutants = [
  inSource('a timeline has no result of a command', TIMELINE, {
    in: 'services/operations toLogEntries',
    find: '...toEnd($line),',
    replace: '',
  }),
  inSource('a timeline counts each attempt at a step as the first one', TIMELINE, {
    in: 'services/operations toEntries',
    find: '$attempt += 1;',
    replace: '$attempt = 1;',
  }),
  inSource('a machine is shown without its name', TIMELINE, {
    in: 'services/identity toMachineAccess',
    find: '...($name === undefined ? {} : { name: $name })',
    replace: '',
  }),
  inSource('a guest sees no region', TIMELINE, {
    in: 'services/orders toGuestOrder',
    find: '...($region === undefined ? {} : { region: $region })',
    replace: '',
  }),
  inSource('a business metric counts each event twice', METRIC, {
    in: 'packages/lambda writeMetricsOf',
    find: '$items.flatMap($toMetrics)',
    replace: '[...$items, ...$items].flatMap($toMetrics)',
  }),
  inSource('a message that is moved to the dead-letter queue is not counted', METRIC, {
    in: 'packages/lambda moveToDlq',
    find: "writeMetrics([count('DeadLetters')]);",
    replace: '',
  }),
  inSource('the ledger books nothing', LEDGER, {
    in: 'services/payments projectLedger',
    find: '$sourced.push($$$entries);',
    replace: '',
  }),
  inSource('the rest of a hold stays booked after a capture of a part', LEDGER, {
    in: 'services/payments bookingOf',
    find: '$captured + $event.released.amountMinor',
    replace: '$captured',
  }),
  inSource('an adjustment is not published', PUBLISHED, {
    in: 'services/inventory toAdjustmentEvents',
    find: "if ($event.type !== 'StockAdjusted') return [];",
    replace: 'return [];',
  }),
  inSource('a rejection is published with another reason', 'a published event has what was stored', {
    in: 'services/orders toContractEvent',
    find: 'rejection: $event.rejection',
    replace: "rejection: { ...$event.rejection, code: 'STOCK_UNAVAILABLE' as const }",
  }),
  inSource('a rejection of any kind counts as a decline', 'only declines of the provider are counted', {
    in: 'services/payments isDecline',
    find: '$each === $code',
    replace: '$each !== $code',
  }),
  inTemplates('events wait for ten seconds before they are published', 'a change is streamed soon', {
    at: [
      'eventSourceMappings',
      { functionName: 'tradepost-dev-payments-publish-events' },
      'maximumBatchingWindowInSeconds',
    ],
    from: 1,
    to: 10,
  }),
];
