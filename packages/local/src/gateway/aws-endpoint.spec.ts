import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { openStore } from '../store.ts';
import { type AsyncInvocations, createAsyncInvocations } from './async-invocations.ts';
import { type AwsEndpoint, startAwsEndpoint } from './aws-endpoint.ts';
import { createLambdaEndpoint, type ListedMapping } from './lambda-endpoint.ts';
import { createSsmEndpoint } from './ssm-endpoint.ts';

const MAPPINGS: readonly ListedMapping[] = ['orders', 'stock'].map((name) => ({
  FunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:read-${name}`,
  EventSourceArn: `arn:aws:dynamodb:us-east-1:000000000000:table/${name}/stream/1`,
  State: 'Enabled',
}));
/** Skipped if the machine has no IPv6. */
const onIpv6 = Object.values(networkInterfaces()).some((each) =>
  each?.some(({ address }) => address === '::1'),
)
  ? it
  : it.skip;

const where = { region: 'us-east-1', accountId: '000000000000' };
const signedFor = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

describe('the AWS endpoint', () => {
  const db = openStore(':memory:');
  const invoked: unknown[] = [];
  const logged: string[] = [];
  let engine: Server;
  let aws: AwsEndpoint;
  let asyncInvocations: AsyncInvocations;

  beforeAll(async () => {
    engine = createServer((_, response) => response.end('from an engine'));
    await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
    const engineUrl = `http://127.0.0.1:${(engine.address() as AddressInfo).port}`;
    const invoke = async (functionName: string, event: unknown) => {
      invoked.push(event);
      if (functionName === 'broken') throw new Error('disk full');
      if (functionName === 'failing')
        return { ok: false as const, error: { errorType: 'RangeError', errorMessage: 'no' } };
      return { ok: true as const, payload: { got: event } };
    };
    asyncInvocations = createAsyncInvocations(db, invoke, () => undefined);
    aws = await startAwsEndpoint(0, (line) => logged.push(line));
    aws.open({
      dynamodb: engineUrl,
      messaging: engineUrl,
      lambda: createLambdaEndpoint({
        listMappings: async () => MAPPINGS,
        invoke,
        has: (functionName) => functionName !== 'unknown',
        asyncInvocations,
      }),
      s3: {
        handle: async ({ method, url }, response) => {
          response.end(`S3 ${method} ${url}`);
        },
      },
      apiGateway: ({ method, url }) => ({ status: 200, headers: {}, body: `${method} ${url}` }),
      json: {
        AmazonSSM: createSsmEndpoint(new Map([['/a/b', '1']]), where),
      },
    });
  });
  afterAll(async () => {
    asyncInvocations.stop();
    await aws.stop();
    engine.close();
    db.close();
  });
  const call = (path: string, init: RequestInit) => fetch(`${aws.url}${path}`, { method: 'POST', ...init });
  const ssm = async (operation: string, input: object): Promise<unknown> =>
    (
      await call('/', { headers: { 'x-amz-target': `AmazonSSM.${operation}` }, body: JSON.stringify(input) })
    ).json();

  it('passes a request that is signed for API Gateway to its API', async () => {
    const response = await call('/apikeys?limit=1', { method: 'GET', headers: signedFor('apigateway') });
    expect(await response.text()).toBe('GET /apikeys?limit=1');
  });

  it('lists no roles of IAM, and refuses its other operations', async () => {
    const iam = (body: string) => call('/', { headers: signedFor('iam'), body });
    expect(await (await iam('Action=ListRoles&Version=2010-05-08')).text()).toContain('<Roles/>');
    const refused = await iam('Action=CreateRole&Version=2010-05-08');
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('iam:CreateRole is not supported by the local cloud');
  });

  it.each([
    ['a DynamoDB target', { 'x-amz-target': 'DynamoDB_20120810.GetItem' }],
    ['a DynamoDB Streams target', { 'x-amz-target': 'DynamoDBStreams_20120810.GetRecords' }],
    ['an SQS target', { 'x-amz-target': 'AmazonSQS.SendMessage' }],
    ['a signature for SNS', signedFor('sns')],
  ])('forwards a request with %s to its engine', async (_, headers) => {
    expect(await (await call('/', { headers })).text()).toBe('from an engine');
  });

  it.each([
    ['signed for S3', '/shelf/jar', signedFor('s3')],
    [
      'with a signature for S3 in its query',
      '/shelf/jar?X-Amz-Credential=k%2F20260101%2Fus-east-1%2Fs3%2Faws4_request',
      {},
    ],
    ['without a signature', '/shelf/jar', {}],
  ])('passes a request %s to S3', async (_, path, headers) => {
    const response = await call(path, { method: 'GET', headers });
    expect(await response.text()).toBe(`S3 GET ${path}`);
  });

  it('lets a browser open a signed link, but no page read it', async () => {
    const path = '/shelf/jar?X-Amz-Credential=k/20260101/us-east-1/s3/aws4_request&X-Amz-Signature=0';
    // fetch sets the header Sec-Fetch-Mode itself.
    const statusOf = (headers: Record<string, string>, to = path) =>
      new Promise<number | undefined>((resolve, reject) => {
        request(`${aws.url}${to}`, { headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    const crossSite = { 'sec-fetch-site': 'cross-site' };
    await expect(statusOf({ ...crossSite, 'sec-fetch-mode': 'navigate' })).resolves.toBe(200);
    await expect(statusOf({ ...crossSite, 'sec-fetch-mode': 'cors' })).resolves.toBe(403);
    await expect(statusOf({ ...crossSite, 'sec-fetch-mode': 'navigate' }, '/shelf/jar')).resolves.toBe(403);
  });

  it('refuses an unknown operation in the format of AWS', async () => {
    const response = await call('/', { headers: { 'x-amz-target': 'Kinesis_20131202.PutRecord' } });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      __type: 'UnknownOperationException',
      message: 'Kinesis_20131202.PutRecord is not supported by the local cloud',
    });
  });

  it.each([{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { host: 'evil.example' }])(
    'refuses a request of a web page, with the header %j',
    async (headers) => {
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const { port } = new URL(aws.url);
        const target = { 'x-amz-target': 'AmazonSSM.GetParameter', ...headers };
        const sent = request({ host: '127.0.0.1', port, method: 'POST', headers: target }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.on('error', reject).end('{"Name":"/a/b"}');
      });
      expect(status).toBe('host' in headers ? 421 : 403);
    },
  );

  onIpv6('also answers on ::1', async () => {
    const url = aws.url.replace('127.0.0.1', '[::1]');
    const headers = { 'x-amz-target': 'AmazonSSM.GetParameter' };
    const response = await fetch(url, { method: 'POST', headers, body: '{"Name":"/a/b"}' });
    expect(response.status).toBe(200);
  });

  it.each([
    ['with its length', (body: Buffer) => body],
    ['in chunks', (body: Buffer) => new Blob([new Uint8Array(body)]).stream()],
  ])('answers 413 to a body that is too large, sent %s', async (_how, toBody) => {
    const body = Buffer.alloc(7 * 1024 * 1024, 'x');
    const response = await call('/', {
      headers: { 'x-amz-target': 'AmazonSSM.GetParameter' },
      ...({ body: toBody(body), duplex: 'half' } as RequestInit),
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ __type: 'RequestEntityTooLargeException' });
  });

  it('invokes a function, and returns its error as Lambda does', async () => {
    const good = await call('/2015-03-31/functions/placing/invocations', { body: '{"a":1}' });
    expect(await good.json()).toEqual({ got: { a: 1 } });
    const bad = await call('/2015-03-31/functions/failing/invocations', { body: '{}' });
    expect(bad.headers.get('x-amz-function-error')).toBe('Unhandled');
    expect(await bad.json()).toEqual({ errorType: 'RangeError', errorMessage: 'no' });
  });

  it('answers 500 InternalFailure to an error of its own, and logs it', async () => {
    const response = await call('/2015-03-31/functions/broken/invocations', { body: '{}' });
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([500, 'InternalFailure']);
    const where = 'the stack trace is in the output of the local cloud';
    expect(await response.json()).toEqual({
      __type: 'InternalFailure',
      message: `Internal error of the local cloud: disk full; ${where}`,
    });
    expect(logged).toEqual([
      expect.stringMatching(/^POST \S+broken\/invocations failed: Error: disk full\n/),
    ]);
  });

  it('accepts an asynchronous invocation and stores it until it has finished', async () => {
    invoked.length = 0;
    const headers = { 'x-amz-invocation-type': 'Event' };
    const response = await call('/2015-03-31/functions/failing/invocations', {
      headers,
      body: '{"later":true}',
    });
    expect(response.status).toBe(202);
    expect(invoked).toEqual([{ later: true }]);
    expect(db.prepare('SELECT function_name, attempts FROM async_invocations').all()).toEqual([
      expect.objectContaining({ function_name: 'failing', attempts: 1 }),
    ]);
  });

  it('lists event source mappings, optionally of one source or function', async () => {
    const list = async (query: string) => {
      const response = await fetch(`${aws.url}/2015-03-31/event-source-mappings/${query}`);
      return ((await response.json()) as { EventSourceMappings: unknown }).EventSourceMappings;
    };
    const source = encodeURIComponent(MAPPINGS[1]?.EventSourceArn ?? '');
    expect(await list('')).toEqual(MAPPINGS);
    expect(await list(`?EventSourceArn=${source}`)).toEqual([MAPPINGS[1]]);
    expect(await list('?FunctionName=read-orders')).toEqual([MAPPINGS[0]]);
  });

  it('answers 404 ResourceNotFoundException for an unknown function', async () => {
    const response = await call('/2015-03-31/functions/unknown/invocations', { body: '{}' });
    expect(response.status).toBe(404);
    expect(response.headers.get('x-amzn-errortype')).toBe('ResourceNotFoundException');
  });

  it('returns a parameter by name', async () => {
    expect(await ssm('GetParameter', { Name: '/a/b' })).toMatchObject({
      Parameter: { Name: '/a/b', Value: '1', ARN: 'arn:aws:ssm:us-east-1:000000000000:parameter/a/b' },
    });
    expect(await ssm('GetParameter', { Name: '/no' })).toMatchObject({ __type: 'ParameterNotFound' });
  });
});
