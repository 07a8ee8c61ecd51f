import { awsError, isAwsError } from '../eventbridge/aws-error.ts';
import type { AwsHandler, AwsResponse } from './aws-handler.ts';

/**
 * An API of AWS that speaks JSON, from its operations. Each takes its input as it came, and returns its output or
 * throws an `awsError`, by which it is answered; any other error is thrown on.
 *
 * @param name of the service, for who asks it for more than it does here
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function createJsonApi<Input>(
  name: string,
  operations: Readonly<Record<string, (input: Input) => object>>,
): AwsHandler {
  return async ({ headers, body }) => {
    const [, operation = ''] = String(headers['x-amz-target'] ?? '').split('.');
    try {
      const run = operations[operation];
      if (run === undefined)
        throw awsError('UnknownOperationException', `${name}.${operation} is not supported locally`);
      return answer(200, run(JSON.parse(body.toString() || '{}') as Input));
    } catch (error) {
      if (!isAwsError(error)) throw error;
      return answer(error.status, { __type: error.code, message: error.message });
    }
  };
}

function answer(status: number, body: object): AwsResponse {
  const headers = { 'content-type': 'application/x-amz-json-1.1' };
  return { status, headers, body: JSON.stringify(body) };
}
