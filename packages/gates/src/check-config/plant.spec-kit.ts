import { packagedService } from '@tradepost/compiled-service/templates/packaged-service.spec-kit';
import { readCloud } from './cloud.ts';
import { findFaults } from './rule.ts';
import { rules } from './rules.ts';
import { SERVICE, STAGE, shop } from './shop.spec-kit.ts';

/**
 * Changes of a template: values by their path, which is a resource and its property or attribute: `Inbox.KmsMasterKeyId`,
 * `Inbox.DeletionPolicy`. An undefined value removes it.
 */
export type Changes = Readonly<Record<string, unknown>>;

const ATTRIBUTES = ['Type', 'Properties', 'DeletionPolicy', 'UpdateReplacePolicy', 'UpdatePolicy'];

/** Returns a copy of the resources with the changes. Throws an error for a path that does not exist. */
export function plant<T extends object>(resources: T, changes: Changes): T {
  const copy = structuredClone(resources);
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
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
  const services = [packagedService(SERVICE, plant(shop(), changes))];
  return findFaults(rules, readCloud(services, stage)).map(({ logicalId, rule }) => `${logicalId} ${rule}`);
}
