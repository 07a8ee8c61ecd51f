import { randomUUID } from 'node:crypto';
import { AwsError, awsError } from './aws-error.ts';
import type { AwsHandler, AwsResponse } from './aws-handler.ts';

/** Version of the AWS JSON protocol. */
export type JsonVersion = '1.0' | '1.1';

/**
 * Creates a handler of an AWS API in the AWS JSON protocol. Each operation takes the request's JSON object, and returns its
 * output, if any, or throws an `awsError`, which becomes the response. A body that is not a JSON object gets
 * `SerializationException`, an unknown operation `UnknownOperationException`. The handler rejects with any other error, which
 * is not the caller's.
 *
 * @param name name of the service, for error messages
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function createJsonApi<Input>(
  name: string,
  operations: Readonly<Record<string, (input: Input) => unknown>>,
  version: JsonVersion = '1.1',
): AwsHandler {
  return async ({ headers, body }) => {
    const [, operation = ''] = String(headers['x-amz-target'] ?? '').split('.');
    try {
      const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
      if (run === undefined)
        throw awsError(
          'UnknownOperationException',
          `${name}.${operation} is not supported by the local cloud`,
        );
      return answer(version, 200, (await run(parse(body) as Input)) ?? {});
    } catch (error) {
      if (error instanceof AwsError) return refusal(error, version);
      throw error;
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

/** Creates the error response of an AWS API whose protocol is JSON. */
export function refusal(
  { status, code, message, members }: AwsError,
  version: JsonVersion = '1.1',
): AwsResponse {
  const { headers, body } = answer(version, status, { __type: code, message, ...members });
  return { status, headers: { ...headers, 'x-amzn-errortype': code }, body };
}

function answer(version: string, status: number, body: unknown): AwsResponse {
  return {
    status,
    headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': randomUUID() },
    body: JSON.stringify(body),
  };
}
