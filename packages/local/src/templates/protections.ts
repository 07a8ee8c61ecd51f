import type { TemplateResource } from '@tradepost/compiled-service/packaging/service-state';
import { protectionOf, supportOf } from './support.ts';

/** A protection that a template declares and the local cloud does not enforce. */
export type MissingProtection = {
  /** Name, such as `resource policies`. */
  readonly name: string;
  /** The service and the logical id of the resource. */
  readonly resource: string;
};

const MAX_NAMED = 3;

/** Returns the protections of a resource that are not enforced. Takes its template before intrinsic functions are resolved. */
export function missingProtections(
  service: string,
  logicalId: string,
  { Type: type, Properties: properties = {} }: TemplateResource,
): readonly MissingProtection[] {
  const resource = `${service} ${logicalId}`;
  const whole = protectionOf(type);
  if (whole !== undefined) return [{ name: whole, resource }];
  const support = supportOf(type);
  const protections =
    support === undefined || support === 'no-local-effect' ? {} : (support.protections ?? {});
  return Object.entries(protections).flatMap(([property, name]) => {
    const missing = missingIn(property, name, properties[property]);
    return missing === undefined ? [] : [{ name: missing, resource }];
  });
}

/** Returns one line for all missing protections with the resources that declare them; undefined if there are none. */
export function describeProtections(missing: readonly MissingProtection[]): string | undefined {
  if (missing.length === 0) return undefined;
  const parts = [...Map.groupBy(missing, ({ name }) => name)].map(([name, each]) => {
    const resources = [...new Set(each.map(({ resource }) => resource))];
    const more = resources.length - MAX_NAMED;
    return `${name} (${resources.slice(0, MAX_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
  });
  return `Declared by the templates, but not enforced on this machine: ${parts.join('; ')}`;
}

function missingIn(property: string, name: string, value: unknown): string | undefined {
  // The framework declares an empty policy for a REST API without one.
  if ([undefined, null, false, 'false', ''].includes(value as null)) return undefined;
  if (property === 'SSESpecification')
    return (value as { SSEEnabled?: unknown }).SSEEnabled === true ? name : undefined;
  if (property === 'MfaConfiguration') return value === 'OFF' ? undefined : name;
  return name;
}
