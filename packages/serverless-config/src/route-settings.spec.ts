import { createRequire } from 'node:module';
import { Readable } from 'node:stream';

type Settings = Readonly<Record<string, object>>;
type Deployed = { readonly routes: readonly string[]; readonly settings: Settings };

const RouteSettings = createRequire(import.meta.url)('../route-settings.cjs') as new (
  serverless: object,
  options: object,
  utils: object,
) => { readonly hooks: Readonly<Record<string, () => Promise<void>>> };

const KINDS = ['placing', 'guests', 'mail', 'logs', 'queues', 'lists', 'feeds', 'keys'];
const throttle = { ratePerSecond: 5, burst: 10 };
const routeThrottles = Object.fromEntries(KINDS.map((kind) => [kind, throttle]));
/** A setting as the SDK reads it from a response. */
const setting = {
  detailedMetricsEnabled: true,
  throttlingRateLimit: throttle.ratePerSecond,
  throttlingBurstLimit: throttle.burst,
};

type Request = {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly body?: string | Uint8Array;
};

/** Runs the hooks of the plugin where a stage is deployed as given; returns the template's stage and the changes on AWS. */
async function deploy(domain: string, deployed: Deployed | undefined, own: object = {}) {
  const changes: unknown[] = [];
  const notices: string[] = [];
  const handle = async ({ method, hostname, path, body }: Request) => {
    const json = (value: object) => ({
      response: {
        statusCode: 200,
        headers: { 'content-type': 'application/json' },
        body: Readable.from([Buffer.from(JSON.stringify(value))]),
      },
    });
    if (hostname.startsWith('ssm'))
      return json({ Parameters: deployed === undefined ? [] : [{ Value: 'api-1' }] });
    if (method === 'GET' && path.endsWith('/routes'))
      return json({ items: deployed?.routes.map((routeKey) => ({ routeKey })) });
    if (method === 'GET')
      return json({
        defaultRouteSettings: { detailedMetricsEnabled: true },
        routeSettings: deployed?.settings,
      });
    const sent = body instanceof Uint8Array ? new TextDecoder().decode(body) : body;
    changes.push([method, decodeURIComponent(path), ...(sent ? [JSON.parse(sent)] : [])]);
    return json({});
  };
  const stage = { Type: 'AWS::ApiGatewayV2::Stage', Properties: { StageName: '$default', ...own } };
  const Resources = domain === 'platform' ? { Stage: stage } : {};
  const serverless = {
    service: {
      custom: { domain, byStage: { routeThrottles }, ...(domain === 'catalog' ? { restApi: {} } : {}) },
      provider: { stage: 'prod', compiledCloudFormationTemplate: { Resources } },
    },
    getProvider: () => ({
      getAwsSdkV3Config: async () => ({
        region: 'us-east-1',
        credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
        requestHandler: { handle },
      }),
    }),
  };
  const log = { notice: (line: string) => notices.push(line) };
  const { hooks } = new RouteSettings(serverless, {}, { log });
  await hooks['before:aws:deploy:deploy:checkForChanges']?.();
  await hooks['after:deploy:deploy']?.();
  return { stage: stage.Properties as Readonly<Record<string, unknown>>, changes, notices };
}

const STAGE = '/v2/apis/api-1/stages/$default';
const PLACE = 'POST /v1/orders';

describe('the throttles of routes', () => {
  const inTemplate = { RouteSettings: { [PLACE]: { ThrottlingRateLimit: 5 }, 'GET /v1/new': {} } };

  it('are left out of the stage that is deployed first', async () => {
    const { stage, notices } = await deploy('platform', undefined, inTemplate);
    expect(stage).toEqual({ StageName: '$default' });
    expect(notices).toEqual([
      '2 routes get their throttle when their service is deployed: POST /v1/orders, GET /v1/new',
    ]);
  });

  it('are in the stage for the routes that exist', async () => {
    const { stage } = await deploy('platform', { routes: [PLACE], settings: {} }, inTemplate);
    expect(stage['RouteSettings']).toEqual({ [PLACE]: { ThrottlingRateLimit: 5 } });
  });

  it('are set after the deployment of their service, beside those of others', async () => {
    const other = { 'GET /v1/availability': setting };
    const { changes } = await deploy('orders', { routes: [PLACE], settings: other });
    expect(changes).toEqual([
      ['PATCH', STAGE, { routeSettings: expect.objectContaining({ ...other, [PLACE]: setting }) }],
    ]);
  });

  it('are not set again if they are the same', async () => {
    const first = await deploy('orders', { routes: [], settings: {} });
    const [[, , { routeSettings }]] = first.changes as [[string, string, { routeSettings: Settings }]];
    expect((await deploy('orders', { routes: [], settings: routeSettings })).changes).toEqual([]);
  });

  it('are removed before the deployment that may remove their route', async () => {
    const settings = { 'GET /v1/old': setting, [PLACE]: setting };
    const { changes, notices } = await deploy('platform', { routes: [], settings });
    expect(changes).toEqual([['DELETE', `${STAGE}/routesettings/GET /v1/old`]]);
    expect(notices).toEqual(['Route GET /v1/old has no throttle of its own any more']);
  });

  it.each(['catalog', 'payments'])('need no request for %s, which has none on this API', async (domain) => {
    expect((await deploy(domain, undefined)).changes).toEqual([]);
  });
});
