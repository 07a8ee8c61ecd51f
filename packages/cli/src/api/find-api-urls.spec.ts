import type { AwsHandler } from '@tradepost/local/gateway/aws-handler';
import { type LocalServer, listenLocally } from '@tradepost/local/gateway/http-server';
import { readBody } from '@tradepost/local/gateway/request-body';
import { createSsmEndpoint } from '@tradepost/local/gateway/ssm-endpoint';
import { findApiUrls } from './find-api-urls.ts';

const NAME = '/tradepost/dev/platform/http-api/url';
const MAX_BODY_BYTES = 10_000;
const REGION = 'eu-west-1';
const CATALOG_NAME = '/tradepost/dev/catalog/rest-api/url';
const URLS = {
  url: 'https://abc.execute-api.eu-west-1.amazonaws.com',
  catalogUrl: 'https://def.execute-api.eu-west-1.amazonaws.com/dev',
};
const storeOf = (parameters: Readonly<Record<string, string>>): AwsHandler =>
  createSsmEndpoint(new Map(Object.entries(parameters)), { region: REGION, accountId: '000000000000' });
const store = storeOf({ [NAME]: URLS.url, [CATALOG_NAME]: URLS.catalogUrl });
const rejecting =
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

describe('the addresses of a target', () => {
  it.each([
    [{ url: 'http://127.0.0.1:4000' }],
    [{ url: 'https://abc.example.com', catalogUrl: 'https://def.example.com/dev' }],
  ])('are those of the command line: %j', async (target) => {
    await expect(findApiUrls(target)).resolves.toEqual(target);
  });

  it.each([
    ['the option', REGION, undefined],
    ['the environment', undefined, REGION],
  ])('are the parameters of the stage, in the region of %s', async (_, region, ofEnvironment) => {
    if (ofEnvironment !== undefined) process.env['AWS_REGION'] = ofEnvironment;
    expect(await findApiUrls({ stage: 'dev', region })).toEqual(URLS);
  });

  it('are the same if the catalogue is not deployed', async () => {
    answer = storeOf({ [NAME]: URLS.url });
    expect(await findApiUrls({ stage: 'dev', region: REGION })).toEqual({
      url: URLS.url,
      catalogUrl: URLS.url,
    });
  });
});

describe('findApiUrls', () => {
  const jane = { stage: 'jane', region: REGION };

  it('throws for an unknown stage', async () => {
    await expect(findApiUrls(jane)).rejects.toThrow(
      'eu-west-1 has no parameter /tradepost/jane/platform/http-api/url: there is no such stage',
    );
  });

  it('throws without a region', async () => {
    await expect(findApiUrls({ stage: 'dev', region: undefined })).rejects.toThrow(
      'there is no region: give --region, or set AWS_REGION',
    );
  });

  it('throws without credentials', async () => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    await expect(findApiUrls(jane)).rejects.toThrow('there are no AWS credentials: ');
  });

  it.each([
    [
      'AccessDeniedException',
      'the credentials may not read the parameter /tradepost/jane/platform/http-api/url: No.',
    ],
    ['UnrecognizedClientException', 'AWS rejects the credentials: No.'],
    ['ExpiredTokenException', 'AWS rejects the credentials: No.'],
    ['ValidationException', 'the parameter /tradepost/jane/platform/http-api/url cannot be read: No.'],
  ])('throws if AWS answers %s', async (kind, message) => {
    answer = rejecting(kind, 'No.');
    await expect(findApiUrls(jane)).rejects.toThrow(message);
  });
});
