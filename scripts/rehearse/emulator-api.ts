/** The emulator's own AWS APIs, as far as a rehearsal asks them itself. It checks no signatures. */
export type EmulatorApi = {
  readonly url: string;
  /** An operation of a JSON service, such as `AmazonSSM.GetParameter`. */
  readonly call: (target: string, parameters: object) => Promise<unknown>;
  /** What a REST service, or a bucket, answers to a GET. */
  readonly get: (path: string) => Promise<string>;
  /** What it answers to a PUT of JSON. */
  readonly put: (path: string, body: object) => Promise<string>;
  /** An operation of a service with the query protocol: its XML. */
  readonly query: (service: string, parameters: Readonly<Record<string, string>>) => Promise<string>;
  /** The same, whatever it answers. */
  readonly ask: (
    service: string,
    parameters: URLSearchParams,
  ) => Promise<{ readonly status: number; readonly text: string }>;
  /** The list of all buckets, in S3's XML. */
  readonly buckets: () => Promise<string>;
  /** The value of an SSM parameter. */
  readonly parameter: (name: string) => Promise<string>;
};

const ANSWERS_WITHIN_MS = 30_000;

/** Makes a client of the emulator at a URL. All calls throw where it does not answer, or refuses. */
export function createEmulatorApi(url: string): EmulatorApi {
  const send = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    return { status: answer.status, text: await answer.text() };
  };
  const sendOk = async (path: string, init?: RequestInit): Promise<string> => {
    const { status, text } = await send(path, init);
    if (status >= 300) throw new Error(`the emulator answers ${status} to ${path}: ${text}`);
    return text;
  };
  const queryOf = (service: string, body: URLSearchParams): RequestInit => ({
    method: 'POST',
    headers: signedFor(service),
    body,
  });
  const call = async (target: string, parameters: object): Promise<unknown> =>
    JSON.parse(
      await sendOk('/', {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target },
        body: JSON.stringify(parameters),
      }),
    );
  return {
    url,
    call,
    get: (path) => sendOk(path),
    put: (path, body) =>
      sendOk(path, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    query: (service, parameters) => sendOk('/', queryOf(service, new URLSearchParams(parameters))),
    ask: (service, parameters) => send('/', queryOf(service, parameters)),
    buckets: () => sendOk('/', { headers: signedFor('s3') }),
    parameter: async (name) => {
      const { Parameter } = (await call('AmazonSSM.GetParameter', { Name: name })) as {
        Parameter: { Value: string };
      };
      return Parameter.Value;
    },
  };
}

/** The scope of a signature, from which the emulator tells which service is meant. */
function signedFor(service: string): Record<string, string> {
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=rehearsal/20260101/us-east-1/${service}/aws4_request`,
  };
}
