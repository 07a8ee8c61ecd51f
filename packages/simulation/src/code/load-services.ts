import { fileURLToPath } from 'node:url';
import { compileServices } from '@tradepost/compiled-service/packaging/compile-services';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { type CloudDescription, readTemplates } from '@tradepost/compiled-service/templates/read-templates';

export type LoadedServices = {
  readonly root: string;
  readonly services: readonly PackagedService[];
  readonly description: CloudDescription;
};

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const ADDRESSES = {
  accountId: '000000000000',
  region: 'us-east-1',
  sqsEndpoint: 'https://sqs.us-east-1.amazonaws.com',
  gatewayUrl: 'http://gateway.simulated',
};

/**
 * Packages all services that are not packaged yet; returns them with the contents of their compiled templates. It does so
 * once in a process, whose specs and runs thus share bundles too.
 */
export function loadServices(): Promise<LoadedServices> {
  loaded ??= load();
  return loaded;
}

let loaded: Promise<LoadedServices> | undefined;

async function load(): Promise<LoadedServices> {
  const services = await compileServices('dev');
  return { root: ROOT, services, description: toDescription(services) };
}

/** Returns the contents of compiled templates, with the addresses of the simulated cloud. Throws if they cannot be read. */
export function toDescription(services: readonly PackagedService[]): CloudDescription {
  const description = readTemplates(services, ADDRESSES);
  if (description.problems.length > 0) throw new Error(description.problems.join('\n'));
  return description;
}
