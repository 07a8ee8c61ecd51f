import { packagedService } from '@tradepost/compiled-service/templates/packaged-service.spec-kit';
import { readCloud } from './cloud.ts';
import { findFaults } from './rule.ts';
import { rules } from './rules.ts';
import { SERVICE, STAGE, shop } from './shop.spec-kit.ts';

/** Changes of a template: values by their path, with dots. An undefined value removes the property. */
export type Changes = Readonly<Record<string, unknown>>;

/** A copy with the changes made. Throws where a path leads nowhere. */
export function plant<T extends object>(original: T, changes: Changes): T {
  const copy = structuredClone(original);
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
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
