import type { TemplateResource } from '../packaging/service-state.ts';
import { protectionOf, supportOf } from './support.ts';

/** A protection that a template declares, and that does not hold on this machine. */
export type MissingProtection = {
  /** `resource policies`, `AuthorizationType AWS_IAM`. */
  readonly name: string;
  /** The service and the logical id of the resource. */
  readonly resource: string;
};

const MAX_NAMED = 3;

/** Finds the protections of one resource that do not hold here, from its template before functions are resolved. */
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

/** One line for all of them, each with the resources that declare it; undefined if there are none. */
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
  // The framework declares an empty policy of a REST API where there is none.
  if ([undefined, null, false, 'false', ''].includes(value as null)) return undefined;
  if (property === 'SSESpecification')
    return (value as { SSEEnabled?: unknown }).SSEEnabled === true ? name : undefined;
  if (property !== 'AuthorizationType') return name;
  // serverless-offline calls the authorizer's function, and checks the claims of a token, not its signature.
  if (value === 'NONE' || value === 'CUSTOM') return undefined;
  return value === 'JWT' ? 'signatures of JWTs' : `AuthorizationType ${String(value)}`;
}
