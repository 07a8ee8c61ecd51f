import type { AwsHandler } from '@tradepost/local/gateway/aws-handler';
import { type LocalServer, listenLocally, readBody } from '@tradepost/local/gateway/http-server';
import { createSsmEndpoint } from '@tradepost/local/gateway/ssm-endpoint';
import { findApiUrl } from './find-api-url.ts';

const NAME = '/tradepost/dev/platform/http-api/url';
const MAX_BODY_BYTES = 10_000;
const REGION = 'eu-west-1';
const store = createSsmEndpoint(new Map([[NAME, 'https://abc.execute-api.eu-west-1.amazonaws.com']]), {
  region: REGION,
  accountId: '000000000000',
});
const refusing =
  (kind: string, message: string): AwsHandler =>
  async () => ({
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({ __type: kind, message }),
  });

const before = { ...process.env };
let ssm: LocalServer;
let answer: AwsHandler;

beforeAll(async () => {
  ssm = await listenLocally(0, async (request, response) => {
    const body = await readBody(request, MAX_BODY_BYTES);
    const answered = await answer({ headers: request.headers, body });
    response.writeHead(answered.status, answered.headers).end(answered.body);
  });
});
beforeEach(() => {
  answer = store;
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SSM: ssm.url,
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
});
afterAll(async () => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  await ssm.stop();
});

describe('The address of a target', () => {
  it('is its own', async () => {
    await expect(findApiUrl({ url: 'http://127.0.0.1:4000' })).resolves.toBe('http://127.0.0.1:4000');
  });

  it.each([
    ['the option', REGION, undefined],
    ['the environment', undefined, REGION],
  ])('is the stage’s parameter, in the region of %s', async (_, region, ofEnvironment) => {
    if (ofEnvironment !== undefined) process.env['AWS_REGION'] = ofEnvironment;
    const url = await findApiUrl({ stage: 'dev', region });
    expect(url).toBe('https://abc.execute-api.eu-west-1.amazonaws.com');
  });
});

describe('There is no address', () => {
  const jane = { stage: 'jane', region: REGION };

  it('of a stage that there is not', async () => {
    await expect(findApiUrl(jane)).rejects.toThrow(
      'eu-west-1 has no parameter /tradepost/jane/platform/http-api/url: there is no such stage',
    );
  });

  it('without a region', async () => {
    await expect(findApiUrl({ stage: 'dev', region: undefined })).rejects.toThrow(
      'there is no region: give --region, or set AWS_REGION',
    );
  });

  it('without credentials', async () => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    await expect(findApiUrl(jane)).rejects.toThrow('there are no AWS credentials: ');
  });

  it.each([
    [
      'AccessDeniedException',
      'the credentials may not read the parameter /tradepost/jane/platform/http-api/url: No.',
    ],
    ['UnrecognizedClientException', 'AWS does not take the credentials: No.'],
    ['ExpiredTokenException', 'AWS does not take the credentials: No.'],
    ['ValidationException', 'the parameter /tradepost/jane/platform/http-api/url cannot be read: No.'],
  ])('where AWS answers %s', async (kind, message) => {
    answer = refusing(kind, 'No.');
    await expect(findApiUrl(jane)).rejects.toThrow(message);
  });
});
