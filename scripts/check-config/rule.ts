import type { Cloud, CloudResource } from './cloud.ts';

/** The stage on which people's data and money are. */
export const PRODUCTION = 'prod';

/** The stages whose data outlives their stacks. */
export const KEPT: readonly string[] = ['staging', PRODUCTION];

/** Something that has to hold for every resource of some types. */
export type Rule = {
  readonly name: string;
  readonly types: readonly string[];
  /** What is wrong with the resource; nothing where all is well. */
  readonly check: (resource: CloudResource, cloud: Cloud) => readonly Fault[];
  /** One sentence. */
  readonly mend: string;
};

export type Fault = {
  readonly detail: string;
  /** Which of the resource's parts it is, where an exception may name one: an action, a route. */
  readonly subject?: string;
};

export type Finding = Fault & {
  readonly service: string;
  readonly logicalId: string;
  readonly rule: string;
  readonly mend: string;
};

/** A fault with these words where something does not hold. */
export function unless(holds: boolean, detail: string): readonly Fault[] {
  return holds ? [] : [{ detail }];
}

/** Holds the resources of `cloud` to the rules. */
export function findFaults(rules: readonly Rule[], cloud: Cloud): readonly Finding[] {
  return rules.flatMap(({ name: rule, types, check, mend }) =>
    types.flatMap(cloud.ofType).flatMap((resource) => {
      const { service, logicalId } = resource;
      return check(resource, cloud).map((fault) => ({ service, logicalId, rule, mend, ...fault }));
    }),
  );
}
