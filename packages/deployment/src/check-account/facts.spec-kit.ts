import { type AccountFacts, type PlannedService, type StackFact, toPlanned } from './facts.ts';

/** An account that is ready for a first deployment to `dev`. */
export const READY: AccountFacts = {
  account: '123456789012',
  region: 'eu-central-1',
  stage: 'dev',
  alarmTopicArn: 'arn:aws:sns:eu-central-1:123456789012:tradepost-dev-alarms',
  stacks: { orders: { value: undefined }, platform: { value: undefined } },
  leftovers: [],
  unknownLeftovers: [],
  lambda: { value: { concurrency: 1_000, unreserved: 1_000, codeBytes: 0, maxCodeBytes: 80_530_636_800 } },
  reservations: { value: new Map() },
  roles: { value: { used: 20, limit: 1_000 } },
  tables: { value: { used: 0, limit: 2_500 } },
  logPolicies: { value: [] },
  parameters: { value: new Set() },
  apiLogsRole: { value: undefined },
  subscriptions: { value: undefined },
  activeTags: { value: new Set(['project', 'stage', 'service']) },
};

export const DENIED = { unknown: 'it needs the permission x:Y' };

/** A service with the resources of its template. */
export function service(name: string, resources: PlannedService['resources']): PlannedService {
  return toPlanned(name, { Resources: resources });
}

/** A stack that has resources. */
export function stackWith(status: string, ...logicalIds: string[]): { readonly value: StackFact } {
  return { value: { status, logicalIds: new Set(logicalIds), failed: [] } };
}
