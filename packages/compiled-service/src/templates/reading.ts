import type { CloudAddresses } from './cloud-addresses.ts';
import { attributeOf, nameOf } from './resource-identity.ts';
import type { Declared } from './resources.ts';
import type { Stack } from './stack.ts';

/** A resource as passed to the reader of its type. */
export type Reading = {
  readonly declared: Declared;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly name: () => string;
  /** Returns its ARN, from the attribute that has it. */
  readonly arn: (attribute: string) => string;
};

/** Resolves one property at a time, so that other properties may have references that cannot be resolved. */
export type LazyReading = Omit<Reading, 'properties'> & { readonly property: (name: string) => unknown };

/** Resolves all properties of the resource. Throws if one cannot be resolved. */
export function readingOf(stack: Stack, logicalId: string, where: CloudAddresses): Reading {
  const properties = stack.properties(logicalId);
  const { property: _, ...rest } = lazily(stack, logicalId, where, (name) => properties[name]);
  return { ...rest, properties };
}

/** Resolves a property when it is read, which throws if it cannot be resolved. */
export function lazyReadingOf(stack: Stack, logicalId: string, where: CloudAddresses): LazyReading {
  return lazily(stack, logicalId, where, (name) =>
    stack.resolve(stack.resources[logicalId]?.Properties?.[name]),
  );
}

function lazily(
  stack: Stack,
  logicalId: string,
  where: CloudAddresses,
  property: (name: string) => unknown,
): LazyReading {
  const { name: serviceName } = stack.service;
  const type = stack.resources[logicalId]?.Type ?? '';
  const identified = { type, logicalId, stackName: stack.stackName, serviceName, where, property };
  return {
    declared: { service: serviceName, logicalId },
    property,
    name: () => nameOf(identified),
    arn: (attribute) => String(attributeOf(identified, attribute)),
  };
}
