import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import type { CloudAddresses } from '@tradepost/compiled-service/templates/cloud-addresses';
import { isDeploymentBucket } from '@tradepost/compiled-service/templates/read-templates';
import { createStacks } from '@tradepost/compiled-service/templates/stack';
import { type MissingProtection, missingProtections } from './protections.ts';
import { supportOf } from './support.ts';

export type SupportReport = {
  /** One line each, with the service, the resource, its type, and what is not supported. */
  readonly problems: readonly string[];
  /** Protections that the local cloud does not enforce, such as resource policies and keys. */
  readonly missingProtections: readonly MissingProtection[];
};

/** Finds everything in the compiled templates of `services` that the local cloud does not support or does not enforce. */
export function checkSupport(services: readonly PackagedService[], where: CloudAddresses): SupportReport {
  const problems: string[] = [];
  const missing: MissingProtection[] = [];
  for (const { service, resources } of createStacks(services, where)) {
    for (const [logicalId, resource] of Object.entries(resources)) {
      if (isDeploymentBucket(logicalId)) continue;
      missing.push(...missingProtections(service.name, logicalId, resource));
      for (const problem of unsupportedIn(resource.Type, Object.keys(resource.Properties ?? {})))
        problems.push(`${service.name}: ${logicalId} (${resource.Type}) ${problem}`);
    }
  }
  return { problems, missingProtections: missing };
}

function unsupportedIn(type: string, properties: readonly string[]): readonly string[] {
  const support = supportOf(type);
  if (support === 'no-local-effect') return [];
  if (support === undefined) return ['is not supported by the local cloud'];
  const known = [...support.reads, ...support.ignores, ...Object.keys(support.protections ?? {})];
  return properties
    .filter((name) => !known.includes(name))
    .map((name) => `has the property ${name}, which is not supported by the local cloud`);
}
