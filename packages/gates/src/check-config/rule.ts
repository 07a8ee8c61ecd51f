import type { Cloud, CloudResource } from './cloud.ts';

/** The stage with the data and payments of customers. */
export const PRODUCTION = 'prod';

/** Stages that retain their data when a stack is deleted. */
export const RETAINING_STAGES: readonly string[] = ['staging', PRODUCTION];

/** A rule for every resource of some types. */
export type Rule = {
  readonly name: string;
  readonly types: readonly string[];
  /** How to fix a violation, in one sentence. */
  readonly fix: string;
} & (
  | {
      /** Returns whether a resource follows the rule. */
      readonly holds: (resource: CloudResource, cloud: Cloud) => boolean;
      /** The violation, which continues the name of the resource: `has no point-in-time recovery`. */
      readonly otherwise: string;
    }
  | {
      readonly check: (resource: CloudResource, cloud: Cloud) => readonly Fault[];
    }
);

export type Fault = {
  readonly detail: string;
  /** The part of the resource that an exception may name: an action, a route. */
  readonly subject?: string;
};

export type Finding = Fault & {
  readonly service: string;
  readonly logicalId: string;
  readonly rule: string;
  readonly fix: string;
};

/** Returns a fault with this text if a condition does not hold. */
export function faultUnless(holds: boolean, detail: string): readonly Fault[] {
  return holds ? [] : [{ detail }];
}

/** Checks the resources of `cloud` against the rules. */
export function findFaults(rules: readonly Rule[], cloud: Cloud): readonly Finding[] {
  return rules.flatMap((rule) =>
    rule.types.flatMap(cloud.ofType).flatMap((resource) => {
      const { service, logicalId } = resource;
      const faults = faultsOf(rule, resource, cloud);
      return faults.map((fault) => ({ service, logicalId, rule: rule.name, fix: rule.fix, ...fault }));
    }),
  );
}

/** Throws Error with the resource's name if a property of it, or of a resource that it is compared with, cannot be resolved. */
function faultsOf(rule: Rule, resource: CloudResource, cloud: Cloud): readonly Fault[] {
  try {
    if ('check' in rule) return rule.check(resource, cloud);
    return faultUnless(rule.holds(resource, cloud), rule.otherwise);
  } catch (error) {
    const { service, logicalId } = resource;
    throw new Error(`${service}: ${logicalId}: ${rule.name}: ${(error as Error).message}`, { cause: error });
  }
}
