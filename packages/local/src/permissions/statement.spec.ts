import { isAllowed, readStatements, type Statement } from './statement.ts';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders';
const allow = (actions: string | readonly string[], resources: string | readonly string[]) =>
  readStatements({ Effect: 'Allow', Action: actions, Resource: resources });
const call = (action: string, resource: string) => ({ action, resource });

describe('When a role is asked', () => {
  const role = allow(['dynamodb:GetItem', 'dynamodb:PutItem'], TABLE);

  it('allows what a statement names', () => {
    expect(isAllowed(role, call('dynamodb:PutItem', TABLE))).toBe(true);
  });

  it.each([
    ['another action', 'dynamodb:DeleteItem', TABLE],
    ['another table', 'dynamodb:PutItem', `${TABLE}-old`],
    ['an index of the table', 'dynamodb:GetItem', `${TABLE}/index/by-status`],
    ['another account', 'dynamodb:PutItem', TABLE.replace('000000000000', '111111111111')],
  ])('does not allow %s', (_what, action, resource) => {
    expect(isAllowed(role, call(action, resource))).toBe(false);
  });

  it('allows nothing where it has no statements', () => {
    expect(isAllowed([], call('dynamodb:GetItem', TABLE))).toBe(false);
  });

  it('takes actions in any case of their letters, and resources in theirs', () => {
    expect(isAllowed(allow('DynamoDB:getitem', TABLE), call('dynamodb:GetItem', TABLE))).toBe(true);
    expect(isAllowed(role, call('dynamodb:GetItem', TABLE.replace('orders', 'Orders')))).toBe(false);
  });

  it('lets a denial win, wherever it stands', () => {
    const denial: Statement = { effect: 'Deny', actions: ['dynamodb:Put*'], resources: ['*'] };
    for (const statements of [
      [...role, denial],
      [denial, ...role],
    ]) {
      expect(isAllowed(statements, call('dynamodb:PutItem', TABLE))).toBe(false);
      expect(isAllowed(statements, call('dynamodb:GetItem', TABLE))).toBe(true);
    }
  });
});

describe('When a statement has wildcards', () => {
  it.each([
    ['dynamodb:*', 'dynamodb:Query', true],
    ['*', 'sqs:SendMessage', true],
    ['dynamodb:Batch*Item', 'dynamodb:BatchGetItem', true],
    ['dynamodb:Batch*Item', 'dynamodb:GetItem', false],
    ['dynamodb:?etItem', 'dynamodb:GetItem', true],
    ['dynamodb:?etItem', 'dynamodb:BatchGetItem', false],
  ])('reads the action %s against %s: %s', (pattern, action, expected) => {
    expect(isAllowed(allow(pattern, '*'), call(action, TABLE))).toBe(expected);
  });

  it.each([
    [`${TABLE}*`, `${TABLE}/index/by-status`, true],
    [`${TABLE}/index/*`, `${TABLE}/index/by-status`, true],
    [`${TABLE}/index/*`, TABLE, false],
    ['arn:aws:dynamodb:*:*:table/orders', TABLE, true],
    // A dot is a dot: nothing of a pattern but the two wildcards is special.
    ['arn:aws:s3:::a.b/*', 'arn:aws:s3:::aXb/c', false],
  ])('reads the resource %s against %s: %s', (pattern, resource, expected) => {
    expect(isAllowed(allow('dynamodb:Query', pattern), call('dynamodb:Query', resource))).toBe(expected);
  });
});

describe('When a policy has what is not decided here', () => {
  const statement = { Effect: 'Allow', Action: 'sqs:*', Resource: '*' };
  it.each([
    ['NotAction', { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    ['NotResource', { Effect: 'Allow', Action: 'sqs:*', NotResource: 'arn:aws:sqs:*' }],
  ])('names %s', (element, written) => {
    expect(() => readStatements([statement, written])).toThrow(
      `${element} in a policy's statement is not supported`,
    );
  });
});

describe('a statement with a condition', () => {
  const BUS = 'arn:aws:events:us-east-1:000000000000:event-bus/shop';
  const publishing = (Condition: object) =>
    readStatements({ Effect: 'Allow', Action: 'events:PutEvents', Resource: BUS, Condition });
  const own = publishing({
    StringEquals: { 'events:source': 'shop.orders', 'events:detail-type': ['OrderPlaced', 'OrderEnded'] },
  });
  const put = (context?: Record<string, string>) => ({
    ...call('events:PutEvents', BUS),
    ...(context && { context }),
  });

  it.each([
    [{ 'events:source': 'shop.orders', 'events:detail-type': 'OrderEnded' }, true],
    [{ 'events:source': 'shop.payments', 'events:detail-type': 'OrderEnded' }, false],
    [{ 'events:source': 'shop.orders', 'events:detail-type': 'OrderLost' }, false],
    [{ 'events:source': 'shop.orders', 'events:detail-type': 'orderended' }, false],
    [{ 'events:source': 'shop.orders' }, false],
    [undefined, false],
  ])('applies to a call whose keys equal its values: %j is %s', (context, expected) => {
    expect(isAllowed(own, put(context))).toBe(expected);
  });

  it('reads keys in any case of their letters', () => {
    const statements = publishing({ StringEquals: { 'Events:Source': 'shop.orders' } });
    expect(isAllowed(statements, put({ 'events:source': 'shop.orders' }))).toBe(true);
  });

  it.each([
    ['Bool', 'aws:SecureTransport'],
    ['StringEquals', 'aws:PrincipalOrgID'],
    ['StringLike', 'events:source'],
  ])('is refused if it has %s of %s, which is not evaluated here', (operator, key) => {
    expect(() => publishing({ [operator]: { [key]: 'x' } })).toThrow(
      `the condition ${operator} of ${key} in a policy's statement is not supported`,
    );
  });
});
