import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Dispatcher, Pool } from 'undici';
import type { ApiGatewayEndpoint } from '../api-keys/api-gateway-endpoint.ts';
import type { S3Endpoint } from '../s3/s3-endpoint.ts';
import { AwsError, awsError } from './aws-error.ts';
import type { AwsHandler, AwsResponse } from './aws-handler.ts';
import { forward } from './forward.ts';
import { type LocalServer, listenLocally } from './http-server.ts';
import { createIamEndpoint } from './iam-endpoint.ts';
import { refusal } from './json-api.ts';
import { LAMBDA_PATH, type LambdaEndpoint } from './lambda-endpoint.ts';
import { BodyTooLarge, readBody } from './request-body.ts';
import { signedFor } from './signed-for.ts';

/** Lambda's 6 MB payload limit with some margin: the largest body that is read as a whole. */
const MAX_BODY_BYTES = 6 * 1024 * 1024 + 64 * 1024;

export type AwsApis = {
  /** URL of the DynamoDB engine: tables and streams. */
  readonly dynamodb: string;
  /** URL of SQS, SNS and STS. */
  readonly messaging: string;
  readonly lambda: LambdaEndpoint;
  readonly s3: S3Endpoint;
  /** API keys and usage plans. */
  readonly apiGateway: ApiGatewayEndpoint;
  /** Handlers by prefix of `X-Amz-Target`: `AWSEvents`, `AWSStepFunctions`, `TrentService` (KMS) and so on. */
  readonly json: Readonly<Record<string, AwsHandler>>;
};

export type AwsEndpoint = LocalServer & {
  /** Opens the APIs. Until then, every request gets 503, which the SDKs retry. */
  readonly open: (apis: AwsApis) => void;
};

/**
 * Starts one port for all local AWS APIs, so that `--endpoint-url` needs only one address. An error that is not the caller's
 * gets 500 `InternalFailure`.
 *
 * @param log receives the stack traces of such errors
 */
export async function startAwsEndpoint(port: number, log: (line: string) => void): Promise<AwsEndpoint> {
  let serve: Serve = async (_, response) =>
    respond(response, refusal(awsError('ServiceUnavailable', 'The local cloud is starting', 503)));
  const pools: Pool[] = [];
  const server = await listenLocally(
    port,
    async (request, response) => {
      try {
        await serve(request, response);
      } catch (error) {
        if (response.headersSent) throw error;
        respond(response, refusal(toAwsError(request, error as Error, log)));
      }
    },
    { bothLoopbacks: true, refusePages: true },
  );
  return {
    ...server,
    open: (apis) => {
      const dynamodb = new Pool(apis.dynamodb);
      const messaging = new Pool(apis.messaging);
      pools.push(dynamodb, messaging);
      serve = createServe(apis, dynamodb, messaging);
    },
    stop: async () => {
      await server.stop();
      await Promise.all(pools.map((pool) => pool.destroy()));
    },
  };
}

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function toAwsError(
  { method, url, headers }: IncomingMessage,
  error: Error,
  log: (line: string) => void,
): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof BodyTooLarge) return awsError('RequestEntityTooLargeException', error.message, 413);
  const what = headers['x-amz-target']?.toString() ?? `${method} ${url}`;
  log(`${what} failed: ${error.stack ?? error.message}`);
  const where = 'the stack trace is in the output of the local cloud';
  return awsError('InternalFailure', `Internal error of the local cloud: ${error.message}; ${where}`, 500);
}

function createServe(
  { json, lambda, s3, apiGateway }: AwsApis,
  dynamodb: Dispatcher,
  messaging: Dispatcher,
): Serve {
  const forwarded: Readonly<Record<string, Dispatcher>> = {
    DynamoDB_20120810: dynamodb,
    DynamoDBStreams_20120810: dynamodb,
    AmazonSQS: messaging,
  };
  const iam = createIamEndpoint();
  return async (request, response) => {
    const { headers, method = 'GET', url = '/' } = request;
    const [prefix = ''] = String(headers['x-amz-target'] ?? '').split('.');
    const handler = json[prefix];
    if (handler !== undefined) {
      return respond(response, await handler({ headers, body: await readBody(request, MAX_BODY_BYTES) }));
    }
    if (url.startsWith(LAMBDA_PATH)) {
      const invocationType = String(headers['x-amz-invocation-type'] ?? 'RequestResponse');
      const body = await readBody(request, MAX_BODY_BYTES);
      return respond(response, await lambda({ path: url, invocationType, body }));
    }
    const service = signedFor(request);
    if (service === 's3' || isLikeS3(request, prefix, service)) return s3.handle(request, response);
    if (service === 'apigateway')
      return respond(response, apiGateway({ method, url, body: await readBody(request, MAX_BODY_BYTES) }));
    if (service === 'iam')
      return respond(response, await iam({ headers, body: await readBody(request, MAX_BODY_BYTES) }));
    const to = forwarded[prefix] ?? (MESSAGING_SERVICES.has(service) ? messaging : undefined);
    if (to !== undefined) return forward(request, response, to);
    const what = prefix === '' ? `${method} ${url}` : String(headers['x-amz-target']);
    throw awsError('UnknownOperationException', `${what} is not supported by the local cloud`);
  };
}

const MESSAGING_SERVICES = new Set(['sqs', 'sns', 'sts']);

/** A request without a signature is refused in the format of S3, whose links people open, unless it is for another API. */
function isLikeS3({ headers }: IncomingMessage, prefix: string, service: string): boolean {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  return prefix === '' && service === '' && !isForm;
}

function respond(response: ServerResponse, { status, headers, body }: AwsResponse): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
