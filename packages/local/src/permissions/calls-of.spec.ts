import { callsOf } from './calls-of.ts';

const KEY_ID = '1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9';
const KEY = `arn:aws:kms:us-east-1:000000000000:key/${KEY_ID}`;
const account = {
  ...{ region: 'us-east-1', accountId: '000000000000' },
  keyAliases: new Map([['alias/lids', KEY]]),
};
const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:000000000000:${resource}`;
const table = (name: string) => arn('dynamodb', `table/${name}`);

/** Names its key; its text is not read. */
const CIPHERTEXT = Buffer.concat([
  Buffer.of(1),
  Buffer.from(KEY_ID.replaceAll('-', ''), 'hex'),
  Buffer.alloc(30),
]).toString('base64');

const jsonRequest = (target: string, input: object) =>
  callsOf(
    {
      method: 'POST',
      path: '/',
      headers: { 'x-amz-target': target },
      body: Buffer.from(JSON.stringify(input)),
    },
    account,
  ).map(({ action, resource }) => `${action} ${resource}`);
const dynamodb = (operation: string, input: object) => jsonRequest(`DynamoDB_20120810.${operation}`, input);

describe('callsOf for DynamoDB', () => {
  it.each(['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan'])(
    'returns the table for %s',
    (operation) => {
      expect(dynamodb(operation, { TableName: 'orders' })).toEqual([
        `dynamodb:${operation} ${table('orders')}`,
      ]);
    },
  );

  it('accepts a table given by its ARN', () => {
    expect(dynamodb('GetItem', { TableName: table('orders') })).toEqual([
      `dynamodb:GetItem ${table('orders')}`,
    ]);
  });

  it('returns the index that is read, and not its table', () => {
    expect(dynamodb('Query', { TableName: 'orders', IndexName: 'by-status' })).toEqual([
      `dynamodb:Query ${table('orders')}/index/by-status`,
    ]);
  });

  it('returns the permission of a batch on each table', () => {
    expect(dynamodb('BatchGetItem', { RequestItems: { a: {}, b: {} } })).toEqual([
      `dynamodb:BatchGetItem ${table('a')}`,
      `dynamodb:BatchGetItem ${table('b')}`,
    ]);
    expect(dynamodb('BatchWriteItem', { RequestItems: { a: [{}, {}] } })).toEqual([
      `dynamodb:BatchWriteItem ${table('a')}`,
    ]);
  });

  it('returns the permissions of the operations of a transaction', () => {
    const on = (TableName: string) => ({ TableName });
    expect(
      dynamodb('TransactWriteItems', {
        TransactItems: [
          { Put: on('a') },
          { Put: on('a') },
          { Update: on('a') },
          { Delete: on('b') },
          { ConditionCheck: on('b') },
        ],
      }),
    ).toEqual([
      `dynamodb:PutItem ${table('a')}`,
      `dynamodb:UpdateItem ${table('a')}`,
      `dynamodb:DeleteItem ${table('b')}`,
      `dynamodb:ConditionCheckItem ${table('b')}`,
    ]);
    expect(dynamodb('TransactGetItems', { TransactItems: [{ Get: on('a') }] })).toEqual([
      `dynamodb:GetItem ${table('a')}`,
    ]);
  });

  it('refuses an unknown operation', () => {
    expect(() => dynamodb('ExecuteStatement', { Statement: 'SELECT * FROM orders' })).toThrow(
      'The check of permissions does not support DynamoDB_20120810.ExecuteStatement',
    );
  });
});

describe('callsOf for another service', () => {
  const QueueUrl = 'http://127.0.0.1:4101/000000000000/the-queue';
  it.each([
    ['AmazonSQS.SendMessage', { QueueUrl }, `sqs:SendMessage ${arn('sqs', 'the-queue')}`],
    ['AmazonSQS.SendMessageBatch', { QueueUrl }, `sqs:SendMessage ${arn('sqs', 'the-queue')}`],
    [
      'AmazonSQS.ChangeMessageVisibilityBatch',
      { QueueUrl },
      `sqs:ChangeMessageVisibility ${arn('sqs', 'the-queue')}`,
    ],
    ['AmazonSQS.GetQueueUrl', { QueueName: 'the-queue' }, `sqs:GetQueueUrl ${arn('sqs', 'the-queue')}`],
    [
      'AWSEvents.PutEvents',
      { Entries: [{ EventBusName: 'bus' }] },
      `events:PutEvents ${arn('events', 'event-bus/bus')}`,
    ],
    ['AWSEvents.PutEvents', { Entries: [{}, {}] }, `events:PutEvents ${arn('events', 'event-bus/default')}`],
    [
      'AWSEvents.DescribeRule',
      { Name: 'r', EventBusName: 'bus' },
      `events:DescribeRule ${arn('events', 'rule/bus/r')}`,
    ],
    ['AWSEvents.ListTargetsByRule', { Rule: 'r' }, `events:ListTargetsByRule ${arn('events', 'rule/r')}`],
    ['AWSEvents.ListRules', { EventBusName: 'bus' }, 'events:ListRules *'],
    ['AWSEvents.DescribeReplay', { ReplayName: 'p' }, `events:DescribeReplay ${arn('events', 'replay/p')}`],
    [
      'AWSStepFunctions.StartExecution',
      { stateMachineArn: arn('states', 'stateMachine:saga') },
      `states:StartExecution ${arn('states', 'stateMachine:saga')}`,
    ],
    [
      'DynamoDBStreams_20120810.GetShardIterator',
      { StreamArn: 'arn:aws:dynamodb:local:000000000000:table/orders/stream/1' },
      `dynamodb:GetShardIterator ${arn('dynamodb', 'table/orders/stream/1')}`,
    ],
    [
      'DynamoDBStreams_20120810.GetRecords',
      { ShardIterator: Buffer.from('{"table_name":"orders"}').toString('base64') },
      `dynamodb:GetRecords ${arn('dynamodb', 'table/orders/stream/latest')}`,
    ],
    [
      'Logs_20140328.DescribeLogGroups',
      {},
      `logs:DescribeLogGroups ${arn('logs', 'log-group::log-stream:')}`,
    ],
    ['Logs_20140328.StartQuery', { logGroupNames: ['/a'] }, `logs:StartQuery ${arn('logs', 'log-group:/a')}`],
    [
      'secretsmanager.GetSecretValue',
      { SecretId: '/a/b' },
      `secretsmanager:GetSecretValue ${arn('secretsmanager', 'secret:/a/b-local1')}`,
    ],
    [
      'secretsmanager.GetSecretValue',
      { SecretId: arn('secretsmanager', 'secret:/a/b-local1') },
      `secretsmanager:GetSecretValue ${arn('secretsmanager', 'secret:/a/b-local1')}`,
    ],
    ['Logs_20140328.GetQueryResults', { queryId: 'q' }, 'logs:GetQueryResults *'],
    ['TrentService.Encrypt', { KeyId: KEY_ID }, `kms:Encrypt ${KEY}`],
    ['TrentService.Sign', { KeyId: KEY }, `kms:Sign ${KEY}`],
    ['TrentService.GenerateDataKey', { KeyId: 'alias/lids' }, `kms:GenerateDataKey ${KEY}`],
    ['TrentService.GenerateMac', { KeyId: arn('kms', 'alias/lids') }, `kms:GenerateMac ${KEY}`],
    ['TrentService.Verify', { KeyId: 'alias/no' }, `kms:Verify ${arn('kms', 'alias/no')}`],
    ['TrentService.Decrypt', { CiphertextBlob: CIPHERTEXT }, `kms:Decrypt ${KEY}`],
    ['TrentService.Decrypt', { CiphertextBlob: 'eA==' }, 'kms:Decrypt *'],
    ['TrentService.GenerateRandom', { NumberOfBytes: 1 }, 'kms:GenerateRandom *'],
    ['AmazonSSM.GetParameter', { Name: '/a/b' }, `ssm:GetParameter ${arn('ssm', 'parameter/a/b')}`],
    ['AmazonSSM.GetParameter', { Name: 'ab' }, `ssm:GetParameter ${arn('ssm', 'parameter/ab')}`],
  ])('returns the permission of %s %j', (target, input, expected) => {
    expect(jsonRequest(target, input)).toEqual([expected]);
  });

  it('returns archive, replay and bus for StartReplay', () => {
    const [EventSourceArn, Arn] = [arn('events', 'archive/a'), arn('events', 'event-bus/bus')];
    expect(
      jsonRequest('AWSEvents.StartReplay', { ReplayName: 'p', EventSourceArn, Destination: { Arn } }),
    ).toEqual(
      [EventSourceArn, arn('events', 'replay/p'), Arn].map((resource) => `events:StartReplay ${resource}`),
    );
  });

  it('returns the permissions on both keys for ReEncrypt, with their encryption contexts', () => {
    const body = JSON.stringify({
      CiphertextBlob: CIPHERTEXT,
      SourceEncryptionContext: { Jar: '1' },
      DestinationKeyId: 'alias/no',
      DestinationEncryptionContext: { jar: '2' },
    });
    const headers = { 'x-amz-target': 'TrentService.ReEncrypt' };
    expect(callsOf({ method: 'POST', path: '/', headers, body: Buffer.from(body) }, account)).toEqual([
      { action: 'kms:ReEncryptFrom', resource: KEY, context: { 'kms:encryptioncontext:jar': '1' } },
      {
        action: 'kms:ReEncryptTo',
        resource: arn('kms', 'alias/no'),
        context: { 'kms:requestalias': 'alias/no', 'kms:encryptioncontext:jar': '2' },
      },
    ]);
  });

  it('refuses an operation of KMS that the local cloud does not have', () => {
    expect(() => jsonRequest('TrentService.CreateGrant', { KeyId: KEY })).toThrow('TrentService.CreateGrant');
  });

  it('returns the source and type of each entry of PutEvents', () => {
    const put = (...Entries: readonly object[]) =>
      callsOf(
        {
          method: 'POST',
          path: '/',
          headers: { 'x-amz-target': 'AWSEvents.PutEvents' },
          body: Buffer.from(JSON.stringify({ Entries })),
        },
        account,
      );
    const call = (source: string, type: string) => ({
      action: 'events:PutEvents',
      resource: arn('events', 'event-bus/default'),
      context: { 'events:source': source, 'events:detail-type': type },
    });
    const placed = { Source: 'shop.orders', DetailType: 'OrderPlaced' };
    const paid = { Source: 'shop.payments', DetailType: 'PaymentCaptured' };
    expect(put(placed, placed, paid)).toEqual([
      call('shop.orders', 'OrderPlaced'),
      call('shop.payments', 'PaymentCaptured'),
    ]);
  });

  it('returns ListEventSourceMappings for the list of event source mappings', () => {
    const path = '/2015-03-31/event-source-mappings/?EventSourceArn=a';
    expect(callsOf({ method: 'GET', path, headers: {}, body: Buffer.from('') }, account)).toEqual([
      { action: 'lambda:ListEventSourceMappings', resource: '*' },
    ]);
  });

  it('returns ListRoles for the list of roles', () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = Buffer.from('Action=ListRoles&Version=2010-05-08');
    expect(callsOf({ method: 'POST', path: '/', headers, body }, account)).toEqual([
      { action: 'iam:ListRoles', resource: '*' },
    ]);
  });

  it('returns InvokeFunction for a function given by name or ARN', () => {
    for (const name of ['counter', encodeURIComponent(arn('lambda', 'function:counter'))]) {
      const path = `/2015-03-31/functions/${name}/invocations`;
      expect(callsOf({ method: 'POST', path, headers: {}, body: Buffer.from('{}') }, account)).toEqual([
        { action: 'lambda:InvokeFunction', resource: arn('lambda', 'function:counter') },
      ]);
    }
  });

  it('returns the method and path of a request to API Gateway', () => {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/apigateway/aws4_request, Signature=0';
    const request = { method: 'GET', path: '/usageplans/p/usage?keyId=k', body: Buffer.alloc(0) };
    expect(callsOf({ ...request, headers: { authorization } }, account)).toEqual([
      { action: 'apigateway:GET', resource: 'arn:aws:apigateway:us-east-1::/usageplans/p/usage' },
    ]);
    const body = Buffer.from(JSON.stringify({ name: 'a key', tags: { stage: 'dev' } }));
    expect(callsOf({ method: 'POST', path: '/apikeys', headers: { authorization }, body }, account)).toEqual([
      {
        action: 'apigateway:POST',
        resource: 'arn:aws:apigateway:us-east-1::/apikeys',
        context: { 'aws:requesttag/stage': 'dev' },
      },
    ]);
  });

  it('returns Publish for messages to a topic', () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = Buffer.from(
      new URLSearchParams({ Action: 'Publish', TopicArn: arn('sns', 'news') }).toString(),
    );
    expect(callsOf({ method: 'POST', path: '/', headers, body }, account)).toEqual([
      { action: 'sns:Publish', resource: arn('sns', 'news') },
    ]);
  });

  const s3 = (method: string, path: string, headers: Record<string, string> = {}, body = '') =>
    callsOf(
      {
        ...{ method, path, body: Buffer.from(body) },
        headers: {
          authorization: 'AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/s3/aws4_request, Signature=0',
          ...headers,
        },
      },
      account,
    ).map(({ action, resource }) => `${action} ${resource}`);

  it.each([
    ['GET', '/', ['s3:ListAllMyBuckets *']],
    ['GET', '/shelf?list-type=2&prefix=a', ['s3:ListBucket arn:aws:s3:::shelf']],
    ['GET', '/shelf?versions', ['s3:ListBucketVersions arn:aws:s3:::shelf']],
    ['GET', '/shelf/a/b%20c?x-id=GetObject', ['s3:GetObject arn:aws:s3:::shelf/a/b c']],
    ['HEAD', '/shelf/a', ['s3:GetObject arn:aws:s3:::shelf/a']],
    ['GET', '/shelf/a?versionId=v', ['s3:GetObjectVersion arn:aws:s3:::shelf/a']],
    ['DELETE', '/shelf/a?versionId=v', ['s3:DeleteObjectVersion arn:aws:s3:::shelf/a']],
    ['PUT', '/shelf/a?retention', ['s3:PutObjectRetention arn:aws:s3:::shelf/a']],
    ['POST', '/shelf/a?uploads', ['s3:PutObject arn:aws:s3:::shelf/a']],
    ['DELETE', '/shelf/a?uploadId=u', ['s3:AbortMultipartUpload arn:aws:s3:::shelf/a']],
  ])('returns the permission of S3 for %s %s', (method, path, calls) => {
    expect(s3(method, path)).toEqual(calls);
  });

  it('returns the permission on each key of DeleteObjects', () => {
    const body =
      '<Delete><Object><Key>a</Key></Object><Object><Key>b</Key><VersionId>v</VersionId></Object></Delete>';
    expect(s3('POST', '/shelf?delete', {}, body)).toEqual([
      's3:DeleteObject arn:aws:s3:::shelf/a',
      's3:DeleteObjectVersion arn:aws:s3:::shelf/b',
    ]);
  });

  it('returns the permissions that headers of S3 need', () => {
    expect(s3('PUT', '/shelf/a', { 'x-amz-object-lock-mode': 'COMPLIANCE' })).toEqual([
      's3:PutObject arn:aws:s3:::shelf/a',
      's3:PutObjectRetention arn:aws:s3:::shelf/a',
    ]);
    expect(s3('DELETE', '/shelf/a?versionId=v', { 'x-amz-bypass-governance-retention': 'true' })).toEqual([
      's3:DeleteObjectVersion arn:aws:s3:::shelf/a',
      's3:BypassGovernanceRetention arn:aws:s3:::shelf/a',
    ]);
  });

  it('refuses an operation of S3 that the local cloud does not have', () => {
    expect(() => s3('GET', '/shelf/a?acl')).toThrow('GET /shelf/a?acl');
  });

  it('refuses an unknown request', () => {
    const request = { method: 'GET', path: '/bucket/key', headers: {}, body: Buffer.alloc(0) };
    expect(() => callsOf(request, account)).toThrow('GET /bucket/key');
  });
});
