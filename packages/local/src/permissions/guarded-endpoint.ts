import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Pool } from 'undici';
import { awsError } from '../gateway/aws-error.ts';
import type { AwsResponse } from '../gateway/aws-handler.ts';
import { forward } from '../gateway/forward.ts';
import { type LocalServer, listenLocally } from '../gateway/http-server.ts';
import { refusal } from '../gateway/json-api.ts';
import { readBody } from '../gateway/request-body.ts';
import { signedFor } from '../gateway/signed-for.ts';
import { isPresigned } from '../s3/presigned.ts';
import { MAX_S3_BODY_BYTES } from '../s3/s3-endpoint.ts';
import { accessDenied, errorXml } from '../s3/s3-error.ts';
import { AccessDenied, type Authorize, type AuthorizeLink } from './authorizer.ts';
import type { CallScope } from './aws-request.ts';
import { CALLER_HEADER } from './caller.ts';
import { callsOf } from './calls-of.ts';

export type GuardOptions = {
  /** Address of the guarded API. */
  readonly upstream: string;
  readonly authorize: Authorize;
  readonly scope: CallScope;
  /** Checks presigned links, which have no name of a function. Without it, they are as other requests. */
  readonly authorizeLink?: AuthorizeLink;
  /** Forwards requests without the name of a function: those of a spec itself, as opposed to its handlers. */
  readonly passUnnamed?: boolean;
  /** Returns the response to a request of a function in place of the API's own; undefined forwards the request. */
  readonly answer?: (headers: IncomingHttpHeaders, body: Buffer) => AwsResponse | undefined;
};

/**
 * Starts a proxy in front of an AWS API. A request that the role of its function does not allow gets the error of AWS; the
 * others are forwarded to `upstream`.
 */
export async function startGuardedEndpoint(options: GuardOptions): Promise<LocalServer> {
  const pool = new Pool(options.upstream);
  const server = await listenLocally(
    0,
    async (request, response) => {
      const body = await readBody(request, MAX_S3_BODY_BYTES);
      const refusal = refusalOf(request, body, options);
      if (refusal !== undefined) return respond(response, refusal);
      const { headers } = request;
      const answer = headers[CALLER_HEADER] === undefined ? undefined : options.answer?.(headers, body);
      if (answer !== undefined) return respond(response, answer);
      // Keeps the caller's `Host`: queue URLs are built from it, so that they point to this proxy.
      return forward(request, response, pool, body);
    },
    { refusePages: true },
  );
  return {
    ...server,
    stop: async () => {
      await server.stop();
      await pool.destroy();
    },
  };
}

function refusalOf(
  { method = 'GET', url = '/', headers }: IncomingMessage,
  body: Buffer,
  { authorize, authorizeLink, scope, passUnnamed = false }: GuardOptions,
): AwsResponse | undefined {
  const functionName = headers[CALLER_HEADER];
  const isLink = functionName === undefined && isPresigned(url);
  try {
    if (isLink && authorizeLink !== undefined) {
      authorizeLink(callsOf({ method, path: url, headers, body }, scope));
      return undefined;
    }
    if (functionName === undefined && passUnnamed) return undefined;
    if (functionName === undefined)
      throw new Error(`the request has no header ${CALLER_HEADER} with the function that makes it`);
    authorize(`function:${String(functionName)}`, callsOf({ method, path: url, headers, body }, scope));
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    return refuse(
      { headers, url },
      error instanceof AccessDenied ? error.name : 'UnknownOperationException',
      message,
    );
  }
}

/**
 * Returns an error in the format of the requested API: JSON with its code, or XML for S3 and the query protocol (SNS).
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
function refuse(
  request: Pick<IncomingMessage, 'headers' | 'url'>,
  code: string,
  message: string,
): AwsResponse {
  const { headers } = request;
  if (headers['x-amz-target'] !== undefined) return refusal(awsError(code, message));
  if (signedFor(request) === 's3')
    return {
      status: 403,
      headers: { 'content-type': 'application/xml' },
      body: errorXml(accessDenied(message)),
    };
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded') !== true)
    return refusal(awsError(code, message, 403));
  const text = message.replace(/[<&]/g, (sign) => (sign === '<' ? '&lt;' : '&amp;'));
  return {
    status: 403,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${text}</Message></Error></ErrorResponse>`,
  };
}

function respond(response: ServerResponse, { status, headers, body }: AwsResponse): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
