import type { Version } from '../code/bundle-services.ts';
import type { Patch } from '../syntax/apply-patch.ts';

/** Creates a version of a service from changes of the current one. */
export function version(service: string, name: string, ...patches: readonly Patch[]): Version {
  return { service, name, patches };
}
