import type { Declared } from '../resources.ts';
import { attributeOf, nameOf } from './resource-identity.ts';
import type { Stack } from './stack.ts';
import type { Whereabouts } from './whereabouts.ts';

/** One resource, as its reader gets it. */
export type Reading = {
  readonly declared: Declared;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly name: () => string;
  /** The attribute that holds its ARN. */
  readonly arn: (attribute: string) => string;
};

/** Resolves all properties of the resource. Throws where one cannot be resolved. */
export function readingOf(stack: Stack, logicalId: string, where: Whereabouts): Reading {
  const properties = stack.properties(logicalId);
  const identified = {
    type: stack.resources[logicalId]?.Type ?? '',
    logicalId,
    stackName: stack.stackName,
    serviceName: stack.service.name,
    where,
    property: (name: string): unknown => properties[name],
  };
  return {
    declared: { service: stack.service.name, logicalId },
    properties,
    name: () => nameOf(identified),
    arn: (attribute) => String(attributeOf(identified, attribute)),
  };
}
