import { randomUUID } from 'node:crypto';
import { functionNameOf } from '@tradepost/compiled-service/templates/function-name';
import type { InvokeFunction } from '../invocation.ts';
import type { AsyncInvocations } from './async-invocations.ts';
import { awsError } from './aws-error.ts';
import type { AwsResponse } from './aws-handler.ts';

export const LAMBDA_PATH = '/2015-03-31/';

/** One item of `ListEventSourceMappings`. */
export type ListedMapping = {
  readonly FunctionArn: string;
  readonly EventSourceArn: string;
  readonly State: 'Enabled' | 'Disabled';
  readonly DestinationConfig?: { readonly OnFailure: { readonly Destination: string } };
};

export type LambdaEndpoint = (request: {
  readonly path: string;
  readonly invocationType: string;
  readonly body: Buffer;
}) => Promise<AwsResponse>;

/**
 * Handles Lambda's `Invoke` (`RequestResponse`, `Event`) and `ListEventSourceMappings`. Other operations are
 * refused. Rejects with an `AwsError` for errors of the caller.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html
 */
export function createLambdaEndpoint(options: {
  readonly invoke: InvokeFunction;
  readonly has: (functionName: string) => boolean;
  readonly asyncInvocations: AsyncInvocations;
  readonly listMappings: () => Promise<readonly ListedMapping[]>;
}): LambdaEndpoint {
  return async ({ path, invocationType, body }) => {
    if (path.startsWith(MAPPINGS_PATH)) return listMappings(path, await options.listMappings());
    const [, named] = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(path) ?? [];
    if (named === undefined)
      throw awsError(
        'UnknownOperationException',
        'Only Invoke and ListEventSourceMappings are supported locally',
      );
    const functionName = functionNameOf(decodeURIComponent(named));
    if (!options.has(functionName))
      throw awsError('ResourceNotFoundException', `Function not found: ${functionName}`, 404);
    if (invocationType !== 'Event' && invocationType !== 'RequestResponse')
      throw awsError(
        'UnknownOperationException',
        `The invocation type ${invocationType} is not supported locally`,
      );
    const event = parse(body);
    if (invocationType === 'Event') {
      options.asyncInvocations.accept(functionName, event);
      return respond(202, '');
    }
    const result = await options.invoke(functionName, event);
    return result.ok
      ? respond(200, JSON.stringify(result.payload) ?? 'null')
      : respond(200, JSON.stringify(result.error), { 'x-amz-function-error': 'Unhandled' });
  };
}

const MAPPINGS_PATH = `${LAMBDA_PATH}event-source-mappings`;

/** Returns all mappings that match the query in one page. */
function listMappings(path: string, mappings: readonly ListedMapping[]): AwsResponse {
  const query = new URLSearchParams(path.split('?')[1] ?? '');
  const [source, name] = [query.get('EventSourceArn'), query.get('FunctionName')];
  const EventSourceMappings = mappings.filter(
    ({ EventSourceArn, FunctionArn }) =>
      (source === null || EventSourceArn === source) &&
      (name === null || functionNameOf(FunctionArn) === functionNameOf(name)),
  );
  return respond(200, JSON.stringify({ EventSourceMappings }));
}

function parse(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString());
  } catch (error) {
    const { message } = error as Error;
    throw awsError('InvalidRequestContentException', `Could not parse request body into json: ${message}`);
  }
}

function respond(status: number, body: string, headers: Record<string, string> = {}): AwsResponse {
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': randomUUID(),
      'x-amz-executed-version': '$LATEST',
      ...headers,
    },
    body,
  };
}
