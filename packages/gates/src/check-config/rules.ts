import { accessRules } from './access-rules.ts';
import { alarmRules } from './alarm-rules.ts';
import { apiRules } from './api-rules.ts';
import { auditLogRules } from './audit-log-rules.ts';
import { auditRules } from './audit-rules.ts';
import { authorizerRules } from './authorizer-rules.ts';
import { canaryRules } from './canary-rules.ts';
import { deliveryRules } from './delivery-rules.ts';
import { edgeRules } from './edge-rules.ts';
import { eventSourceRules } from './event-source-rules.ts';
import { functionRules } from './function-rules.ts';
import { identityRules } from './identity-rules.ts';
import { limitRules } from './limit-rules.ts';
import { nameRules } from './name-rules.ts';
import { observingRules } from './observing-rules.ts';
import { productionRules } from './production-rules.ts';
import { queueRules } from './queue-rules.ts';
import { retentionRules } from './retention-rules.ts';
import { roleRules } from './role-rules.ts';
import { routeRules } from './route-rules.ts';
import type { Rule } from './rule.ts';
import { secretRules } from './secret-rules.ts';
import { stackRules } from './stack-rules.ts';
import { tableRules } from './table-rules.ts';
import { throttlingRules } from './throttling-rules.ts';
import { tracingRules } from './tracing-rules.ts';
import { workflowRules } from './workflow-rules.ts';

/** The rules for the templates in `.github` that a person deploys for a stage. */
export const accountRules: readonly Rule[] = [...edgeRules, ...auditRules];

/** All rules, of which each service follows every one on every stage. */
export const rules: readonly Rule[] = [
  ...queueRules,
  ...alarmRules,
  ...eventSourceRules,
  ...functionRules,
  ...roleRules,
  ...tableRules,
  ...auditLogRules,
  ...retentionRules,
  ...secretRules,
  ...deliveryRules,
  ...canaryRules,
  ...tracingRules,
  ...stackRules,
  ...routeRules,
  ...authorizerRules,
  ...accessRules,
  ...identityRules,
  ...apiRules,
  ...limitRules,
  ...nameRules,
  ...productionRules,
  ...throttlingRules,
  ...workflowRules,
  ...observingRules,
  ...accountRules,
];
