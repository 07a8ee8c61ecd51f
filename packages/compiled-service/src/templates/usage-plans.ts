import {
  flagIn,
  numberIn,
  objectIn,
  objectsIn,
  optional,
  type Properties,
  requiredText,
  textIn,
} from './properties.ts';
import type { Declared } from './resources.ts';
import type { Reading } from './stack.ts';
import { type Throttle, throttleIn } from './throttles.ts';

/** An API key that a template declares. */
export type ApiKeyResource = Declared & {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly customerId?: string;
  readonly enabled: boolean;
  /** Generated if it is absent. */
  readonly value?: string;
};

export type UsagePlan = Declared & {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly stages: readonly PlanStage[];
  /** Limit of each key for all requests together. */
  readonly throttle: Throttle | undefined;
  /** Limit of each key for the requests of a period. */
  readonly quota: Quota | undefined;
};

/** A stage of a REST API that the keys of a plan may call. */
export type PlanStage = {
  readonly apiId: string;
  readonly stage: string;
  /** Limits of each key for single routes, by method and path: `GET /v1/products`. */
  readonly routes: ReadonlyMap<string, Throttle>;
};

/** `offset`: number of days after the start of a week or month at which the period starts. */
export type Quota = {
  readonly limit: number;
  readonly period: 'DAY' | 'WEEK' | 'MONTH';
  readonly offset: number;
};

/** Membership of a key in a plan, declared by a template. */
export type UsagePlanKey = Declared & { readonly planId: string; readonly keyId: string };

/** `AWS::ApiGateway::ApiKey`. */
export function readApiKey({ declared, properties, name, arn }: Reading): ApiKeyResource {
  return {
    ...declared,
    id: arn('APIKeyId'),
    name: name(),
    ...optional('description', textIn(properties, 'Description')),
    ...optional('customerId', textIn(properties, 'CustomerId')),
    // CloudFormation's default.
    enabled: flagIn(properties, 'Enabled', false),
    ...optional('value', textIn(properties, 'Value')),
  };
}

/**
 * `AWS::ApiGateway::UsagePlan`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export function readUsagePlan({ declared, properties, name, arn }: Reading): UsagePlan {
  const quota = objectIn(properties, 'Quota');
  return {
    ...declared,
    id: arn('Id'),
    name: name(),
    ...optional('description', textIn(properties, 'Description')),
    stages: objectsIn(properties, 'ApiStages').map(readStage),
    throttle: throttleIn(objectIn(properties, 'Throttle') ?? {}, LIMITS),
    quota: quota === undefined ? undefined : readQuota(quota),
  };
}

/** `AWS::ApiGateway::UsagePlanKey`. */
export function readUsagePlanKey({ declared, properties }: Reading): UsagePlanKey {
  const type = requiredText(properties, 'KeyType');
  if (type !== 'API_KEY') throw new Error(`KeyType ${type} is not supported: only API_KEY is`);
  return {
    ...declared,
    planId: requiredText(properties, 'UsagePlanId'),
    keyId: requiredText(properties, 'KeyId'),
  };
}

/** Throws if a REST API takes keys from elsewhere than the header `x-api-key`. */
export function checkKeySource({ properties }: Reading): void {
  const source = textIn(properties, 'ApiKeySourceType') ?? 'HEADER';
  if (source !== 'HEADER') throw new Error(`ApiKeySourceType ${source} is not supported: only HEADER is`);
}

/** Names of the two numbers in a usage plan. */
const LIMITS = { rate: 'RateLimit', burst: 'BurstLimit' } as const;

/** The limit of one route has its path and method as a key: `/v1/products/GET`. */
function readStage(stage: Properties): PlanStage {
  const routes = Object.entries(objectIn(stage, 'Throttle') ?? {}).flatMap(([key, limits]) => {
    const [, path, method] = /^(\/.*)\/([A-Z]+|\*)$/.exec(key) ?? [];
    if (path === undefined)
      throw new Error(`ApiStages.Throttle ${key} must be a path and a method: /path/GET`);
    const throttle = throttleIn(limits as Properties, LIMITS);
    return throttle === undefined ? [] : [[`${method} ${path}`, throttle] as const];
  });
  return {
    apiId: requiredText(stage, 'ApiId'),
    stage: requiredText(stage, 'Stage'),
    routes: new Map(routes),
  };
}

function readQuota(quota: Properties): Quota {
  const period = requiredText(quota, 'Period');
  if (period !== 'DAY' && period !== 'WEEK' && period !== 'MONTH')
    throw new Error(`Quota.Period must be DAY, WEEK or MONTH, not "${period}"`);
  const limit = numberIn(quota, 'Limit');
  if (limit === undefined) throw new Error('Quota.Limit is missing');
  return { limit, period, offset: numberIn(quota, 'Offset') ?? 0 };
}
