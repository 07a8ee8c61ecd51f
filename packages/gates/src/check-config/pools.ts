import { objectIn, textIn } from '@tradepost/compiled-service/templates/properties';
import type { Stack } from '@tradepost/compiled-service/templates/stack';
import type { Pool } from '../templates/contract-access.ts';
import type { Cloud, CloudResource } from './cloud.ts';

export const HTTP_AUTHORIZER = 'AWS::ApiGatewayV2::Authorizer';
export const REST_AUTHORIZER = 'AWS::ApiGateway::Authorizer';

export const POOLS: readonly Pool[] = ['staff', 'customer'];

/** The environment variable of functions with the issuer of a pool. */
export const ISSUER_VARIABLES: Readonly<Record<Pool, string>> = {
  staff: 'STAFF_ISSUER',
  customer: 'CUSTOMER_ISSUER',
};

/**
 * Looks up a pool in the SSM parameters of the stack `identity`.
 *
 * @throws Error if no service declares the parameter
 */
export function poolAttribute(pool: Pool, attribute: 'issuer' | 'arn', stack: Stack, cloud: Cloud): string {
  const name = `/tradepost/${cloud.stage}/identity/${pool}-pool/${attribute}`;
  return String(stack.resolve(`{{resolve:ssm:${name}}}`));
}

/** The pool whose access tokens a route or a method accepts; undefined if its authorizer is missing or is of no pool. */
export function poolOfRoute({ properties, service }: CloudResource, cloud: Cloud): Pool | undefined {
  const id = textIn(properties, 'AuthorizerId');
  const authorizers = [
    ...cloud.ofType(HTTP_AUTHORIZER),
    // A REST API has its own: Ref gives the same id in another stack.
    ...cloud.ofType(REST_AUTHORIZER).filter((each) => each.service === service),
  ];
  const authorizer = authorizers.find(({ stack, logicalId }) => stack.resolve({ Ref: logicalId }) === id);
  return authorizer === undefined ? undefined : poolOfAuthorizer(authorizer, cloud);
}

/** The pool whose tokens an authorizer verifies; undefined if it accepts any other token. */
export function poolOfAuthorizer({ type, properties, stack }: CloudResource, cloud: Cloud): Pool | undefined {
  if (type === HTTP_AUTHORIZER) {
    const issuer = textIn(objectIn(properties, 'JwtConfiguration') ?? {}, 'Issuer');
    return POOLS.find((pool) => poolAttribute(pool, 'issuer', stack, cloud) === issuer);
  }
  const arns = JSON.stringify(properties['ProviderARNs']);
  return POOLS.find((pool) => JSON.stringify([poolAttribute(pool, 'arn', stack, cloud)]) === arns);
}
