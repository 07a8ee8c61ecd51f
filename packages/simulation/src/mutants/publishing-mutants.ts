// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are patterns of sources.
import { inSource, type Mutant } from './mutant.ts';

const PUBLISH_STREAM = 'packages/aggregate publishStream';

/** Bugs between a table's stream and the event bus. */
export const publishingMutants: readonly Mutant[] = [
  inSource('an event that the bus did not accept is forgotten', 'no event is lost', {
    in: 'packages/aggregate put',
    given: ['$entries[$_] ?? {}'],
    find: '$_id === undefined ? $refused : []',
    replace: '$entries.length === 0 ? $refused : []',
  }),
  inSource('a record whose events were not accepted is acknowledged', 'no event is lost', {
    in: PUBLISH_STREAM,
    find: 'if ($_error !== undefined) fail($$$_);',
    replace: '',
  }),
  inSource('a record that failed is acknowledged', 'every projection equals its rebuild', {
    in: 'packages/lambda failedFrom',
    find: '[[$_first, $_error], ...$others]',
    replace: '$others',
  }),
  inSource(
    'the events of an aggregate are sent concurrently',
    'a record that can be published stays in its stream',
    {
      in: PUBLISH_STREAM,
      find: '$lanes.flatMap(($lane) => $lane[$place]?.event ?? [])',
      replace: '$place > 0 ? [] : $lanes.flatMap(($lane) => $lane.map(({ event }) => event))',
    },
    {
      in: PUBLISH_STREAM,
      given: ['const $sent = $lane[$_place];'],
      find: '$sent && $refused.get($sent.event)',
      replace: '$sent && $lane.map(({ event }) => $refused.get(event)).find(Boolean)',
    },
    { in: 'packages/aggregate putWithRetries', find: '$attempt === MAX_ATTEMPTS', replace: '$attempt === 1' },
  ),
  inSource('a record that can never be published blocks its shard', 'no event waits for hours', {
    in: 'packages/lambda',
    find: 'isTransient($_) && $isYoung',
    replace: '$isYoung',
  }),
  inSource('a record that can never be published is dropped', 'the offers are those of the catalogue', {
    in: 'packages/lambda',
    find: 'await sendToFailuresQueue($$$_);',
    replace: '',
  }),
  inSource(
    'a record that can never be published is moved without its content',
    'a record that can be published stays in its stream',
    {
      in: 'packages/lambda toBody',
      given: ['$record.dynamodb ?? {}'],
      find: '{ Records: [$record] }',
      replace: '{ Records: [{ ...$record, dynamodb: { Keys: $record.dynamodb?.Keys } }] }',
    },
  ),
  inSource(
    'a record that waits for the bus is moved to the failures queue',
    'a record that can be published stays in its stream',
    {
      in: 'packages/lambda isTransient',
      find: "return '$metadata' in $_error && $_;",
      replace: 'return false;',
    },
  ),
  {
    name: 'a publisher gives up after 20 attempts',
    caughtBy: 'a record that can be published stays in its stream',
    patches: [],
    declared: {
      at: [
        'eventSourceMappings',
        { functionName: 'tradepost-dev-orders-publish-events' },
        'maximumRetryAttempts',
      ],
      from: -1,
      to: 20,
    },
    scenario: 'outage',
  },
  inSource('the id of an event leaves out its place in the commit', 'no event is lost', {
    in: 'packages/aggregate messageAttributes',
    find: 'id: `${$id}/${$version}/${$_index}`',
    replace: 'id: `${$id}/${$version}`',
  }),
];
