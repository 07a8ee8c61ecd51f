import { inSource } from './mutant.ts';

/** Bugs of the packages and the platform. */
export const houseMutants = [
  inSource('a log item overwrites another', 'a repeated key gets the same answer', {
    in: 'packages/aggregate toAppend',
    find: "ConditionExpression: 'attribute_not_exists(pk)'",
    replace: '',
  }),
  inSource('a state is written without its version', 'all work finishes', {
    in: 'packages/aggregate toPut',
    given: ['toStoredEvents($$$_)'],
    find: `ConditionExpression: '#version = :expected',
      ExpressionAttributeNames: $_,
      ExpressionAttributeValues: $_`,
    replace: '',
  }),
  inSource('a first state overwrites another', 'no event is invented', {
    in: 'packages/aggregate toPut',
    given: ['toStoredEvents($$$_)'],
    find: "ConditionExpression: 'attribute_not_exists(pk)'",
    replace: '',
  }),
  inSource('a conflict counts as a write', 'a repeated key gets the same answer', {
    in: 'packages/aggregate append',
    given: ['toAppend($$$_)'],
    find: 'if ($error instanceof ConditionalCheckFailedException) throw $_;',
    replace: 'if ($error instanceof ConditionalCheckFailedException) return;',
  }),
  inSource('a message that failed is acknowledged', 'the offers are those of the catalogue', {
    in: 'packages/lambda processMessage',
    find: 'return false;',
    replace: 'return true;',
  }),
  inSource('the scope of a token is not checked', 'a token without the scope is rejected', {
    in: 'packages/lambda toAllowedCaller',
    find: '!$caller.can($_)',
    replace: '$caller.id === undefined',
  }),
  inSource('a token without a subject is accepted', 'a token without the scope is rejected', {
    in: 'packages/lambda toAccessToken',
    find: "if (typeof $id !== 'string' || $id === '') return undefined;",
    replace: '',
  }),
  inSource('a batch that failed is acknowledged', 'every projection equals its rebuild', {
    in: 'packages/lambda outcomeOf',
    given: ['if ($messages.length === 0) return $_;'],
    find: 'return { failed: $messages };',
    replace: 'return { failed: [] };',
  }),
  inSource(
    'a malformed message is dropped if the dead-letter queue is unreachable',
    'a malformed message is kept with its reason',
    { in: 'packages/lambda moveToDlq', find: 'return false;', replace: 'return true;' },
  ),
  inSource('an event that could not be archived counts as archived', 'every projection equals its rebuild', {
    in: 'services/platform put',
    find: 'return toError($_);',
    replace: "return 'archived';",
  }),
  inSource('an archived event is overwritten', 'an archived event never changes', {
    in: 'packages/dynamodb putIfAbsent',
    find: "ConditionExpression: 'attribute_not_exists(pk)'",
    replace: "ConditionExpression: 'attribute_not_exists(missing)'",
  }),
  inSource(
    'another event under the id of an archived one is dropped',
    'a malformed message is kept with its reason',
    {
      in: 'services/platform put',
      find: "isSameEvent($$$both) ? 'archived' : 'differs'",
      replace: "isSameEvent($$$both) ? 'archived' : 'archived'",
    },
  ),
  inSource('a list is written without its version', 'every projection equals its rebuild', {
    in: 'packages/dynamodb putIfNewer',
    given: ['TableName: $table'],
    find: "'attribute_not_exists(pk) OR #version < :version'",
    replace:
      "'attribute_not_exists(pk) OR #version ' + ($table.endsWith('-listings') ? '<> :version' : '< :version')",
  }),
  inSource('a SKU is given to two products', 'a SKU belongs to one product', {
    in: 'services/catalog take',
    find: "ConditionExpression: 'attribute_not_exists(pk)'",
    replace: '',
  }),
  inSource('a product is changed without comparing its version', 'accepted requests have their effect', {
    in: 'packages/aggregate ifVersion',
    find: "if ($_accepted === '*' ? $_ : $_) return $decision;",
    replace: 'return $decision;',
  }),
  inSource('an If-Match of a later version is accepted', 'accepted requests have their effect', {
    in: 'packages/aggregate ifVersion',
    find: '$accepted.includes($version)',
    replace: '$accepted.some((each) => each >= $version)',
  }),
  inSource(
    'owners of SKUs are read without strong consistency',
    'every SKU that the catalogue sells can be ordered',
    {
      in: 'services/catalog ownersOfSkus',
      find: 'isConsistent: true',
      replace: 'isConsistent: false',
    },
  ),
];
