import { packagedService } from '@tradepost/compiled-service/templates/packaged-service.spec-kit';
import { readCloud } from './cloud.ts';
import { findFaults } from './rule.ts';
import { rules } from './rules.ts';
import { identity, SERVICE, STAGE, shop } from './shop.spec-kit.ts';

/**
 * Changes of a template: values by their path, which is a resource and its property or attribute: `Inbox.KmsMasterKeyId`,
 * `Inbox.DeletionPolicy`. An undefined value removes it.
 */
export type Changes = Readonly<Record<string, unknown>>;

/**
 * A violation in the real templates: the rule, `service/resource`, and changes in the service, or in another one. A path that
 * begins with a dot is one of the resource.
 */
export type Plant = readonly [rule: string, place: string, changes: Changes, changed?: string];

const ATTRIBUTES = ['Type', 'Properties', 'DeletionPolicy', 'UpdateReplacePolicy', 'UpdatePolicy'];

/** Returns a copy with the changes; throws an error for a path that does not exist. `resource` is for paths with a dot first. */
export function plant<T extends object>(resources: T, changes: Changes, resource = ''): T {
  const copy = structuredClone(resources);
  for (const [path, value] of Object.entries(changes)) {
    const steps = (path.startsWith('.') ? `${resource}${path}` : path).split('.');
    if (steps[1] !== undefined && !ATTRIBUTES.includes(steps[1])) steps.splice(1, 0, 'Properties');
    const last = steps.pop() ?? '';
    const holder = steps.reduce<Record<string, unknown> | undefined>(
      (at, step) => at?.[step] as Record<string, unknown> | undefined,
      copy as Record<string, unknown>,
    );
    if (holder === undefined) throw new Error(`there is no ${path}`);
    if (value === undefined) delete holder[last];
    else holder[last] = value;
  }
  return copy;
}

/** The resources and the rules that they break, `Inbox queue-encrypted`, in the shop with some changes. */
export function faultsWith(changes: Changes, stage = STAGE): readonly string[] {
  const services = [
    packagedService(SERVICE, plant(shop(stage), changes)),
    packagedService('identity', identity(stage)),
  ];
  return findFaults(rules, readCloud(services, stage)).map(({ logicalId, rule }) => `${logicalId} ${rule}`);
}
