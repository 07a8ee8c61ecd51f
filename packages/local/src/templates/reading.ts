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

/** The same, with one property resolved at a time: where the others do not matter, and may refer to what is not there. */
export type LazyReading = Omit<Reading, 'properties'> & { readonly property: (name: string) => unknown };

/** Resolves all properties of the resource. Throws where one cannot be resolved. */
export function readingOf(stack: Stack, logicalId: string, where: Whereabouts): Reading {
  const properties = stack.properties(logicalId);
  const { property: _, ...rest } = lazily(stack, logicalId, where, (name) => properties[name]);
  return { ...rest, properties };
}

/** Resolves nothing of the resource but what is asked for, which throws where it cannot be resolved. */
export function lazyReadingOf(stack: Stack, logicalId: string, where: Whereabouts): LazyReading {
  return lazily(stack, logicalId, where, (name) =>
    stack.resolve(stack.resources[logicalId]?.Properties?.[name]),
  );
}

function lazily(
  stack: Stack,
  logicalId: string,
  where: Whereabouts,
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
