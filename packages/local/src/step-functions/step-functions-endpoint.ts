import { createOperations } from './operations.ts';
import type { StepFunctions } from './step-functions.ts';
import { isStepFunctionsError, stepFunctionsError } from './step-functions-error.ts';

export type EndpointRequest = {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
};

export type EndpointResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const TARGET = /^AWSStepFunctions\.(\w+)$/;
const CONTENT_TYPE = 'application/x-amz-json-1.0';
const INTERNAL_ERROR = 500;

/**
 * Takes Step Functions and a log; returns what answers one request of its API (AWS JSON 1.0, the operation named by
 * `X-Amz-Target`). It never rejects: a fault is logged and answered as AWS's `InternalFailure`.
 *
 * The SDK sends `StartSyncExecution` to the host `sync-…`, by the endpoint's name: whoever calls it here sets
 * `disableHostPrefix: true`, or serves a name whose `sync-` twin resolves to this machine.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function createStepFunctionsEndpoint(
  service: StepFunctions,
  log: (message: string) => void = () => undefined,
): (request: EndpointRequest) => Promise<EndpointResponse> {
  const operations = createOperations(service);
  return async ({ headers, body }) => {
    try {
      const name = TARGET.exec(String(headers['x-amz-target'] ?? ''))?.[1] ?? '';
      const operation = operations.get(name);
      if (operation === undefined) {
        const message = `The operation ${name || '(none)'} of Step Functions is not supported here`;
        throw stepFunctionsError('UnknownOperationException', message);
      }
      return answer(200, await operation(parse(body)));
    } catch (error) {
      if (isStepFunctionsError(error)) return refusal(error.statusCode, error.code, error.message);
      log(
        `Step Functions failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return refusal(
        INTERNAL_ERROR,
        'InternalFailure',
        'The request failed for a reason that is not its own',
      );
    }
  };
}

function parse(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body.length === 0 ? '{}' : body.toString());
    if (typeof parsed === 'object' && parsed !== null) return parsed as Readonly<Record<string, unknown>>;
  } catch {
    // What is no JSON is refused like what is no object.
  }
  throw stepFunctionsError('SerializationException', 'The body is not a JSON object');
}

function refusal(status: number, code: string, message: string): EndpointResponse {
  const { headers, body } = answer(status, { __type: code, message });
  return { status, headers: { ...headers, 'x-amzn-errortype': code }, body };
}

function answer(status: number, value: unknown): EndpointResponse {
  return { status, headers: { 'content-type': CONTENT_TYPE }, body: JSON.stringify(value) };
}
