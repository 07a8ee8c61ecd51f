import type { UsagePlan } from '@tradepost/compiled-service/templates/usage-plans';
import { awsError } from '../gateway/aws-error.ts';
import { requireKey } from './api-key-operations.ts';
import type { ApiKey, ApiKeyStore } from './api-key-store.ts';
import { badRequest, notFound, type OperationInput, type Operations, toPage } from './operation.ts';
import { daysBetween, periodStart } from './quota-period.ts';

/** Longest time of `GetUsage`. @see https://docs.aws.amazon.com/apigateway/latest/api/API_GetUsage.html */
const MAX_USAGE_DAYS = 90;

/** Creates the operations on usage plans, which only templates can declare, and on the keys in them. */
export function createPlanOperations(plans: readonly UsagePlan[], store: ApiKeyStore): Operations {
  const planOf = ({ path }: OperationInput): UsagePlan => {
    const plan = plans.find(({ id }) => id === path['plan']);
    if (plan === undefined) throw notFound('Invalid Usage Plan ID specified');
    return plan;
  };
  const memberOf = (plan: UsagePlan, keyId: string | undefined): ApiKey => {
    const key = requireKey(store, keyId);
    if (store.keysOf(plan.id).includes(key.id)) return key;
    throw notFound('Invalid API Key identifier specified: the key is not in the usage plan');
  };
  return {
    'GET /usageplans': ({ query }) => {
      const keyId = query.get('keyId');
      const found = keyId === null ? plans : plans.filter(({ id }) => store.plansOf(keyId).includes(id));
      const { items, ...rest } = toPage(found, query);
      return [200, { item: items.map(toOutput), ...rest }];
    },
    'GET /usageplans/:plan': (input) => [200, toOutput(planOf(input))],
    'GET /usageplans/:plan/usage': (input) => [200, usageOf(planOf(input), store, input.query)],
    'GET /usageplans/:plan/keys': (input) => {
      const keys = store.keysOf(planOf(input).id).flatMap((id) => store.get(id) ?? []);
      const { items, ...rest } = toPage(keys, input.query);
      return [200, { item: items.map(toMember), ...rest }];
    },
    'GET /usageplans/:plan/keys/:key': (input) => [200, toMember(memberOf(planOf(input), input.path['key']))],
    'POST /usageplans/:plan/keys': (input) => {
      const plan = planOf(input);
      const { keyId, keyType } = input.body;
      if (keyType !== 'API_KEY') throw badRequest('keyType must be API_KEY');
      const key = requireKey(store, String(keyId));
      refuseSecondPlan(plan, key, plans, store);
      store.join(plan.id, key.id);
      return [201, toMember(key)];
    },
    'DELETE /usageplans/:plan/keys/:key': (input) => {
      const plan = planOf(input);
      store.leave(plan.id, memberOf(plan, input.path['key']).id);
      return [202, {}];
    },
  };
}

/** A key can be in one plan only for each stage. */
function refuseSecondPlan(
  { stages }: UsagePlan,
  key: ApiKey,
  plans: readonly UsagePlan[],
  store: ApiKeyStore,
): void {
  const joined = new Set(store.plansOf(key.id));
  const taken = plans
    .filter(({ id }) => joined.has(id))
    .flatMap((plan) => plan.stages)
    .find(({ apiId, stage }) => stages.some((each) => each.apiId === apiId && each.stage === stage));
  if (taken === undefined) return;
  const where = `${taken.apiId}:${taken.stage}`;
  throw awsError(
    'ConflictException',
    `API Key ${key.id} is already in a usage plan of the stage ${where}`,
    409,
  );
}

/** For each key and day: the number of requests, and what is left of the quota at the end of the day (0 without a quota). */
function usageOf(plan: UsagePlan, store: ApiKeyStore, query: URLSearchParams): object {
  const [startDate, endDate] = [dateIn(query, 'startDate'), dateIn(query, 'endDate')];
  const days = daysBetween(startDate, endDate);
  if (days.length === 0) throw badRequest('endDate must not be before startDate');
  if (days.length > MAX_USAGE_DAYS)
    throw badRequest(`startDate and endDate must include at most ${MAX_USAGE_DAYS} days`);
  const keyId = query.get('keyId');
  const keys = keyId === null ? store.keysOf(plan.id) : [requireKey(store, keyId).id];
  const { quota } = plan;
  const values = keys.map((id) => {
    const used = (first: string, last: string) => store.usedBetween(plan.id, id, first, last);
    const left = (day: string) =>
      quota === undefined ? 0 : Math.max(0, quota.limit - used(periodStart(day, quota), day));
    return [id, days.map((day) => [used(day, day), left(day)])];
  });
  return { usagePlanId: plan.id, startDate, endDate, values: Object.fromEntries(values) };
}

function dateIn(query: URLSearchParams, name: string): string {
  const value = query.get(name) ?? '';
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(Date.parse(value)))
    throw badRequest(`${name} must be a date like 2026-11-30, not "${value}"`);
  return value;
}

function toOutput({ id, name, description, stages, throttle, quota }: UsagePlan) {
  return {
    id,
    name,
    description,
    apiStages: stages.map(({ apiId, stage }) => ({ apiId, stage })),
    ...(throttle && { throttle: { rateLimit: throttle.ratePerSecond, burstLimit: throttle.burst } }),
    quota,
  };
}

function toMember({ id, value, name }: ApiKey) {
  return { id, type: 'API_KEY', value, name };
}
