import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { oneOf } from '@tradepost/command-line/parsers';

export const ROOT = join(import.meta.dirname, '..', '..', '..');
/** Folder of all services. */
export const SERVICES_DIR = join(ROOT, 'services');

/** Deployed first: it creates the parameters that all other services look up. */
export const PLATFORM = 'platform';
/** Deployed next: routes of the others look up its authorizers. */
const IDENTITY = 'identity';

/** Deployed next: functions of the others use its subject keys. */
const CUSTOMERS = 'customers';

/** Services whose SSM parameters others resolve, in the order of their deployment, before all others. */
export const FOUNDATIONS: readonly string[] = [PLATFORM, IDENTITY, CUSTOMERS];

/**
 * Orders services for their deployment, in groups: each foundation alone, then the others, which do not depend on one another.
 *
 * @param nameOf returns the name of a service
 * @returns the groups that have services
 */
export function inDeploymentOrder<Service>(
  services: readonly Service[],
  nameOf: (service: Service) => string,
): readonly (readonly Service[])[] {
  const others = services.filter((service) => !FOUNDATIONS.includes(nameOf(service)));
  const groups = FOUNDATIONS.map((name) => services.filter((service) => nameOf(service) === name));
  return [...groups, others].filter((group) => group.length > 0);
}

/** Returns the names of all services. */
export function serviceNames(): readonly string[] {
  return globSync('*/serverless.yml', { cwd: SERVICES_DIR }).map(dirname).toSorted();
}

/** Parses the name of a service. */
export const service = (name: string) => oneOf(name, serviceNames);
