import { isAllowed, readStatements, type Statement } from './statement.ts';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders';
const allow = (actions: string | readonly string[], resources: string | readonly string[]) =>
  readStatements({ Effect: 'Allow', Action: actions, Resource: resources });
const call = (action: string, resource: string) => ({ action, resource });

describe('isAllowed', () => {
  const role = allow(['dynamodb:GetItem', 'dynamodb:PutItem'], TABLE);

  it('allows a call that a statement covers', () => {
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

  it('allows nothing without statements', () => {
    expect(isAllowed([], call('dynamodb:GetItem', TABLE))).toBe(false);
  });

  it('compares actions without regard to case, but resources with it', () => {
    expect(isAllowed(allow('DynamoDB:getitem', TABLE), call('dynamodb:GetItem', TABLE))).toBe(true);
    expect(isAllowed(role, call('dynamodb:GetItem', TABLE.replace('orders', 'Orders')))).toBe(false);
  });

  it('denies a call if any statement denies it, whatever their order', () => {
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

describe('a statement with wildcards', () => {
  it.each([
    ['dynamodb:*', 'dynamodb:Query', true],
    ['*', 'sqs:SendMessage', true],
    ['dynamodb:Batch*Item', 'dynamodb:BatchGetItem', true],
    ['dynamodb:Batch*Item', 'dynamodb:GetItem', false],
    ['dynamodb:?etItem', 'dynamodb:GetItem', true],
    ['dynamodb:?etItem', 'dynamodb:BatchGetItem', false],
  ])('matches the action %s against %s: %s', (pattern, action, expected) => {
    expect(isAllowed(allow(pattern, '*'), call(action, TABLE))).toBe(expected);
  });

  it.each([
    [`${TABLE}*`, `${TABLE}/index/by-status`, true],
    [`${TABLE}/index/*`, `${TABLE}/index/by-status`, true],
    [`${TABLE}/index/*`, TABLE, false],
    ['arn:aws:dynamodb:*:*:table/orders', TABLE, true],
    // A dot matches only a dot: the two wildcards are the only special characters.
    ['arn:aws:s3:::a.b/*', 'arn:aws:s3:::aXb/c', false],
  ])('matches the resource %s against %s: %s', (pattern, resource, expected) => {
    expect(isAllowed(allow('dynamodb:Query', pattern), call('dynamodb:Query', resource))).toBe(expected);
  });
});

describe('readStatements', () => {
  const statement = { Effect: 'Allow', Action: 'sqs:*', Resource: '*' };
  it.each([
    ['NotAction', { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    ['NotResource', { Effect: 'Allow', Action: 'sqs:*', NotResource: 'arn:aws:sqs:*' }],
  ])('refuses %s', (element, written) => {
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

  it('compares the tags of a new resource, and takes those of an existing one as given', () => {
    const tagged = readStatements({
      Effect: 'Allow',
      Action: 'apigateway:*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestTag/stage': 'dev', 'aws:ResourceTag/stage': 'dev' } },
    });
    const creating = (stage: string) => ({
      ...call('apigateway:POST', 'arn:aws:apigateway:us-east-1::/apikeys'),
      context: { 'aws:requesttag/stage': stage },
    });
    expect([isAllowed(tagged, creating('dev')), isAllowed(tagged, creating('prod'))]).toEqual([true, false]);
  });

  it('compares the alias and the encryption context of a request to KMS', () => {
    const sealing = readStatements({
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: { StringEquals: { 'kms:RequestAlias': 'alias/lids', 'kms:EncryptionContext:Jar': '1' } },
    });
    const decrypting = (alias: string, jar: string) => ({
      ...call('kms:Decrypt', 'arn:aws:kms:us-east-1:000000000000:key/k'),
      context: { 'kms:requestalias': alias, 'kms:encryptioncontext:jar': jar },
    });
    expect(isAllowed(sealing, decrypting('alias/lids', '1'))).toBe(true);
    expect(isAllowed(sealing, decrypting('alias/lids', '2'))).toBe(false);
    expect(isAllowed(sealing, decrypting('alias/pepper', '1'))).toBe(false);
  });

  it('matches condition keys without regard to case', () => {
    const statements = publishing({ StringEquals: { 'Events:Source': 'shop.orders' } });
    expect(isAllowed(statements, put({ 'events:source': 'shop.orders' }))).toBe(true);
  });

  it.each([
    ['Bool', 'aws:SecureTransport'],
    ['StringEquals', 'aws:PrincipalOrgID'],
    ['StringLike', 'events:source'],
  ])('is refused if it has the unsupported %s of %s', (operator, key) => {
    expect(() => publishing({ [operator]: { [key]: 'x' } })).toThrow(
      `the condition ${operator} of ${key} in a policy's statement is not supported`,
    );
  });
});
