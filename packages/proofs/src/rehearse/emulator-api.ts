/**
 * APIs of the emulator for which the scripts have no client of the AWS SDK, and `ListDashboards`, whose answer the SDK
 * cannot parse. The emulator checks no signatures.
 */
export type EmulatorApi = {
  readonly url: string;
  /** Returns true if the emulator accepts requests. */
  readonly isReady: () => Promise<boolean>;
  readonly httpApis: () => Promise<readonly { readonly apiId: string; readonly name: string }[]>;
  /** Names of all S3 buckets. */
  readonly buckets: () => Promise<readonly string[]>;
  /** Calls an operation of Cognito's user pools. */
  readonly cognito: (operation: string, input: object) => Promise<Readonly<Record<string, unknown>>>;
  /** Names of all CloudWatch dashboards. */
  readonly dashboards: () => Promise<readonly string[]>;
};

const TIMEOUT_MS = 30_000;

/** Creates a client of the emulator at a URL. Its functions throw Error if the emulator answers with an error. */
export function createEmulatorApi(url: string): EmulatorApi {
  const get = async (path: string, service?: string): Promise<string> => {
    const headers: Record<string, string> = service === undefined ? {} : signedFor(service);
    const response = await fetch(`${url}${path}`, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await response.text();
    if (!response.ok) throw new Error(`the emulator answers ${response.status} to ${path}: ${text}`);
    return text;
  };
  return {
    url,
    isReady: () =>
      get('/_ministack/health').then(
        () => true,
        () => false,
      ),
    httpApis: async () =>
      (JSON.parse(await get('/v2/apis')) as { items: { apiId: string; name: string }[] }).items,
    cognito: async (operation, input) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
          ...signedFor('cognito-idp'),
        },
        body: JSON.stringify(input),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`the emulator answers ${response.status} to ${operation}: ${text}`);
      return JSON.parse(text === '' ? '{}' : text) as Readonly<Record<string, unknown>>;
    },
    buckets: async () => namesIn(await get('/', 's3'), 'Name'),
    dashboards: async () =>
      namesIn(await get('/?Action=ListDashboards&Version=2010-08-01', 'monitoring'), 'DashboardName'),
  };
}

/** The emulator finds the service of a request in the scope of its signature. */
function signedFor(service: string): Record<string, string> {
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=rehearsal/20260101/us-east-1/${service}/aws4_request`,
  };
}

function namesIn(xml: string, element: string): readonly string[] {
  return xml
    .split(`<${element}>`)
    .slice(1)
    .map((rest) => rest.split('<')[0] ?? '');
}
