import { inSource } from './mutant.ts';

const STATE = 'packages/aggregate/src/old/state-store.ts';

/** Bugs of the packages and the platform. */
export const houseMutants = [
  inSource(
    'a log item overwrites another',
    'packages/aggregate/src/event-store.ts',
    "        ConditionExpression: 'attribute_not_exists(pk)',\n",
    '',
  ),
  inSource(
    'a state is written without its version',
    STATE,
    "          ConditionExpression: '#version = :expected',\n          ExpressionAttributeNames: { '#version': 'version' },\n          ExpressionAttributeValues: { ':expected': expectedVersion },\n",
    '',
  ),
  inSource(
    'a first state overwrites another',
    STATE,
    "? { ConditionExpression: 'attribute_not_exists(pk)' }",
    '? {}',
  ),
  inSource(
    'a conflict counts as a write',
    'packages/aggregate/src/event-store.ts',
    'if (error instanceof ConditionalCheckFailedException) {',
    'if (error instanceof ConditionalCheckFailedException) { return;',
  ),
  inSource(
    'a message that failed is acknowledged',
    'packages/lambda/src/messages/queue.ts',
    "logger.error('message failed', { attempt, error });\n      return false;",
    "logger.error('message failed', { attempt, error });\n      return true;",
  ),
  inSource(
    'the scope of a token is not checked',
    'packages/lambda/src/http/access.ts',
    'if (!caller.can(access.scope))',
    'if (caller.id === undefined)',
  ),
  inSource(
    'a token without a subject is accepted',
    'packages/lambda/src/http/caller.ts',
    "if (typeof id !== 'string' || id === '') return undefined;",
    "if (typeof id !== 'string' || id === '') return ANYONE;",
  ),
  inSource(
    'a batch that failed is acknowledged',
    'packages/lambda/src/messages/message-batch.ts',
    "logger.error('messages failed', toError(thrown));\n    return { failed: messages };",
    "logger.error('messages failed', toError(thrown));\n    return { failed: [] };",
  ),
  inSource(
    'a malformed message is dropped if the dead-letter queue is unreachable',
    'packages/lambda/src/messages/queue.ts',
    "logger.error('dead-letter queue not reached', toError(thrown));\n    return false;",
    "logger.error('dead-letter queue not reached', toError(thrown));\n    return true;",
  ),
  inSource(
    'an event that could not be archived counts as archived',
    'services/platform/src/event-log-table.ts',
    'return toError(error);',
    "return 'archived';",
  ),
  inSource(
    'an archived event is overwritten',
    'packages/dynamodb/src/put-if-absent.ts',
    "ConditionExpression: 'attribute_not_exists(pk)',",
    "ConditionExpression: 'attribute_not_exists(missing)',",
  ),
  inSource(
    'another event under the id of an archived one is dropped',
    'services/platform/src/event-log-table.ts',
    "return agree(archived, event) ? 'archived' : 'differs';",
    "return agree(archived, event) ? 'archived' : 'archived';",
  ),
  inSource(
    'a list is written without its version',
    'packages/dynamodb/src/put-if-newer.ts',
    "'attribute_not_exists(pk) OR #version < :version'",
    "'attribute_not_exists(pk) OR #version ' + (tableName.endsWith('-listings') ? '<> :version' : '< :version')",
  ),
  inSource(
    'a SKU is given to two products',
    'services/catalog/src/adapters/products-table.ts',
    "Item: { ...keyOf(claim), claim: claim.value, productId },\n      ConditionExpression: 'attribute_not_exists(pk)',",
    'Item: { ...keyOf(claim), claim: claim.value, productId },',
  ),
  inSource(
    'a product is changed without comparing its version',
    'packages/aggregate/src/if-version.ts',
    "if (accepted === '*' ? version >= 0 : accepted.includes(version)) return decision;",
    'return decision;',
  ),
];
