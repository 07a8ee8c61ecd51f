import { randomUUID } from 'node:crypto';
import { awsError, isAwsError } from './aws-error.ts';
import type { AwsHandler, AwsResponse } from './aws-handler.ts';

export type JsonApiOptions = {
  /** Version of the AWS JSON protocol. Defaults to 1.1. */
  readonly version?: '1.0' | '1.1';
  /** Receives a line for each error that is not an `awsError`. */
  readonly log?: (line: string) => void;
};

/**
 * Creates a handler of an AWS API in the AWS JSON protocol. Each operation takes the request's JSON object, and returns its
 * output or throws an `awsError`, which becomes the response. A body that is not a JSON object gets `SerializationException`,
 * an unknown operation `UnknownOperationException`, and any other error 500 `InternalFailure`. The handler never rejects.
 *
 * @param name Name of the service, for error messages.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function createJsonApi<Input>(
  name: string,
  operations: Readonly<Record<string, (input: Input) => unknown>>,
  { version = '1.1', log = () => undefined }: JsonApiOptions = {},
): AwsHandler {
  return async ({ headers, body }) => {
    const [, operation = ''] = String(headers['x-amz-target'] ?? '').split('.');
    try {
      const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
      if (run === undefined) {
        throw awsError(
          'UnknownOperationException',
          `${name}.${operation} is not supported by the local cloud`,
        );
      }
      return answer(version, 200, await run(parse(body) as Input));
    } catch (error) {
      if (isAwsError(error)) return refusal(version, error.status, error.code, error.message);
      const { message, stack = message } = error as Error;
      log(`${name}.${operation} failed: ${stack}`);
      return refusal(version, 500, 'InternalFailure', `Internal error in the local ${name}: ${message}`);
    }
  };
}

/** Refuses arrays as well: they are JavaScript objects but not structures of the protocol. */
function parse(body: Buffer): object {
  try {
    const parsed: unknown = JSON.parse(body.toString() || '{}');
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch {
    // Handled below, like any other body that is not a JSON object.
  }
  throw awsError('SerializationException', 'The request body is not a JSON object');
}

/** Creates an error response of the AWS JSON protocol. */
export function refusal(version: '1.0' | '1.1', status: number, code: string, message: string): AwsResponse {
  const { headers, body } = answer(version, status, { __type: code, message });
  return { status, headers: { ...headers, 'x-amzn-errortype': code }, body };
}

function answer(version: string, status: number, body: unknown): AwsResponse {
  return {
    status,
    headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': randomUUID() },
    body: JSON.stringify(body),
  };
}
