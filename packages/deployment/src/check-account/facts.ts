import type {
  CloudFormationTemplate,
  TemplateResource,
} from '@tradepost/compiled-service/packaging/service-state';
import { ssmLookupsIn } from '@tradepost/compiled-service/templates/ssm-lookups';
import type { Fact } from './finding.ts';

/** Resources of one service's template, as far as they are assessed. */
export type PlannedResources = Readonly<
  Record<string, Pick<TemplateResource, 'Type' | 'DeletionPolicy' | 'Properties'>>
>;

/** A service that is about to be deployed. */
export type PlannedService = {
  readonly service: string;
  readonly resources: PlannedResources;
  /** Names of the SSM parameters that CloudFormation looks up for the template. */
  readonly ssmLookups: readonly string[];
};

/** Returns a service as it is assessed, from its compiled template. */
export function toPlanned(service: string, template: CloudFormationTemplate): PlannedService {
  return { service, resources: template.Resources, ssmLookups: ssmLookupsIn(template) };
}

/** A stack that exists. */
export type StackFact = {
  /** CloudFormation's status, such as `UPDATE_COMPLETE`. */
  readonly status: string;
  /** Lasting logical ids of the resources that the stack has. */
  readonly logicalIds: ReadonlySet<string>;
  /** Logical ids of the resources whose creation, update or deletion failed last. */
  readonly failed: readonly string[];
};

/** A resource with a fixed name that exists, though the stack of its service does not have it. */
export type Leftover = {
  readonly service: string;
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
  /** True if its deletion is scheduled, as of secrets: its name is taken until then. */
  readonly deletionScheduled: boolean;
};

export type LambdaSettings = {
  /** Concurrent executions of all functions in the account and region. */
  readonly concurrency: number;
  /** The part of them that no function has reserved. */
  readonly unreserved: number;
  readonly codeBytes: number;
  readonly maxCodeBytes: number;
};

export type QuotaUse = { readonly used: number; readonly limit: number };

/** A subscription to the alarm topic. */
export type Subscription = {
  readonly protocol: string;
  readonly endpoint: string;
  readonly confirmed: boolean;
};

/** All that the account check reads from AWS. */
export type AccountFacts = {
  readonly account: string;
  readonly region: string;
  readonly stage: string;
  /** ARN of the topic of `services/platform/resources/alarm-topic.cjs`. */
  readonly alarmTopicArn: string;
  /** The stack of each planned service; undefined if it does not exist. */
  readonly stacks: Readonly<Record<string, Fact<StackFact | undefined>>>;
  readonly leftovers: readonly Leftover[];
  /** Types of resources whose names could not be looked up. */
  readonly unknownLeftovers: readonly { readonly type: string; readonly unknown: string }[];
  readonly lambda: Fact<LambdaSettings>;
  /** Reserved concurrency of the planned functions that have some now, by function name. */
  readonly reservations: Fact<ReadonlyMap<string, number>>;
  readonly roles: Fact<QuotaUse>;
  readonly tables: Fact<QuotaUse>;
  /** Names of the resource policies of CloudWatch Logs. */
  readonly logPolicies: Fact<readonly string[]>;
  /** Names of the SSM parameters that exist, of those which the templates resolve. */
  readonly parameters: Fact<ReadonlySet<string>>;
  /** ARN of the role with which API Gateway writes logs; undefined if the account has none. */
  readonly apiLogsRole: Fact<string | undefined>;
  /** Subscriptions to the stage's alarm topic; undefined if there is no topic yet. */
  readonly subscriptions: Fact<readonly Subscription[] | undefined>;
  /** Cost allocation tags that are active. */
  readonly activeTags: Fact<ReadonlySet<string>>;
};

/** Returns whether a deployment adds a resource to its stack; false if the stack is unknown, so that nothing is refused. */
export function isAdded(stack: Fact<StackFact | undefined> | undefined, logicalId: string): boolean {
  if (stack === undefined) return true;
  return 'value' in stack && stack.value?.logicalIds.has(logicalId) !== true;
}
