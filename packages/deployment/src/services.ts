import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { oneOf } from '@tradepost/command-line/parsers';

export const ROOT = join(import.meta.dirname, '..', '..', '..');
/** Folder of all services. */
export const SERVICES_DIR = join(ROOT, 'services');

/** Deployed first: it creates the parameters that all other services look up. */
export const PLATFORM = 'platform';

/** Returns the names of all services. */
export function serviceNames(): readonly string[] {
  return globSync('*/serverless.yml', { cwd: SERVICES_DIR }).map(dirname).toSorted();
}

/** Parses the name of a service. */
export const service = (name: string) => oneOf(name, serviceNames);
