import { randomUUID } from 'node:crypto';
import type { UsagePlan } from '@tradepost/compiled-service/templates/usage-plans';
import findMyWay, { type HTTPMethod } from 'find-my-way';
import { AwsError, awsError } from '../gateway/aws-error.ts';
import type { AwsResponse } from '../gateway/aws-handler.ts';
import { createKeyOperations } from './api-key-operations.ts';
import type { ApiKeyStore } from './api-key-store.ts';
import { badRequest, type Operation } from './operation.ts';
import { createPlanOperations } from './usage-plan-operations.ts';

/** Handles a request to the API of API Gateway. Answers a caller's errors with a response. */
export type ApiGatewayEndpoint = (request: {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly body: Buffer;
}) => AwsResponse;

/**
 * Creates the operations of API Gateway on API keys, and on the usage plans that the templates declare: `CreateApiKey`,
 * `GetApiKey`, `GetApiKeys`, `UpdateApiKey`, `DeleteApiKey`, `GetUsagePlan`, `GetUsagePlans`, `GetUsage`,
 * `CreateUsagePlanKey`, `GetUsagePlanKey`, `GetUsagePlanKeys`, `DeleteUsagePlanKey`. All others are refused.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html
 */
export function createApiGatewayEndpoint(
  plans: readonly UsagePlan[],
  store: ApiKeyStore,
): ApiGatewayEndpoint {
  const router = findMyWay({ defaultRoute: () => undefined });
  const operations = { ...createKeyOperations(store), ...createPlanOperations(plans, store) };
  for (const [route, operation] of Object.entries(operations)) {
    const [method, path = ''] = route.split(' ');
    router.on(method as HTTPMethod, path, () => undefined, operation);
  }
  return ({ method, url, body }) => {
    const [path = '', query = ''] = url.split('?');
    try {
      const found = router.find(method as HTTPMethod, path);
      if (found === null)
        throw awsError(
          'UnknownOperationException',
          `API Gateway ${method} ${path} is not supported by the local cloud`,
        );
      const run = found.store as Operation;
      const variables = found.params as Readonly<Record<string, string>>;
      return respond(...run({ path: variables, query: new URLSearchParams(query), body: parse(body) }));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return respond(error.status, { message: error.message }, { 'x-amzn-errortype': error.code });
    }
  };
}

function parse(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body.toString() || '{}');
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Readonly<Record<string, unknown>>;
  } catch {
    // Handled below, like any other body that is not a JSON object.
  }
  throw badRequest('The request body is not a JSON object');
}

function respond(status: number, output: object, headers: Record<string, string> = {}): AwsResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID(), ...headers },
    body: status === 202 ? '' : JSON.stringify(output),
  };
}
