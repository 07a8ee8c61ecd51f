import type { UsagePlan } from '@tradepost/compiled-service/templates/usage-plans';
import type { Rejection } from '../access/rejections.ts';
import type { TokenBuckets } from '../access/token-buckets.ts';
import type { ApiKeyStore } from './api-key-store.ts';
import { dayOf, periodStart } from './quota-period.ts';

/** A request to a method that requires an API key. */
export type KeyedRequest = {
  readonly apiId: string;
  readonly stage: string;
  /** Method and path of the route: `GET /v1/products`. */
  readonly route: string;
  /** Header `x-api-key`. */
  readonly value: string | undefined;
};

/** Returns the reason for which a request is refused; undefined if its key may call the method. Counts allowed requests. */
export type CheckApiKey = (request: KeyedRequest) => Rejection | undefined;

/**
 * Creates the check of API keys: an enabled key of a usage plan that has the stage, within the plan's rate and its quota.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export function createCheckApiKey(
  plans: readonly UsagePlan[],
  store: ApiKeyStore,
  buckets: TokenBuckets,
  nowMs: () => number = Date.now,
): CheckApiKey {
  return ({ apiId, stage, route, value }) => {
    const key = value === undefined ? undefined : store.findByValue(value);
    const plan = key?.enabled === true ? planOf(plans, store.plansOf(key.id), apiId, stage) : undefined;
    if (key === undefined || plan === undefined) return { type: 'INVALID_API_KEY' };
    const ofRoute = plan.stage.routes.get(route);
    const throttle = ofRoute ?? plan.throttle;
    const bucket = `${plan.id} ${key.id} ${ofRoute === undefined ? '' : route}`;
    if (throttle !== undefined && !buckets.take(bucket, throttle)) return { type: 'THROTTLED' };
    const day = dayOf(nowMs());
    const { quota } = plan;
    if (quota !== undefined) {
      const used = store.usedBetween(plan.id, key.id, periodStart(day, quota), day);
      if (used >= quota.limit) return { type: 'QUOTA_EXCEEDED' };
    }
    store.count(plan.id, key.id, day);
    return undefined;
  };
}

/** A key can be in one plan only for each stage. */
function planOf(plans: readonly UsagePlan[], planIds: readonly string[], apiId: string, stage: string) {
  for (const plan of plans) {
    const found = plan.stages.find((each) => each.apiId === apiId && each.stage === stage);
    if (found !== undefined && planIds.includes(plan.id)) return { ...plan, stage: found };
  }
  return undefined;
}
