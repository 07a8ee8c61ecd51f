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

/** Packages all services that are not packaged yet; returns them with the contents of their compiled templates. */
export async function loadServices(): Promise<LoadedServices> {
  const services = await compileServices('dev');
  const description = readTemplates(services, ADDRESSES);
  if (description.problems.length > 0) throw new Error(description.problems.join('\n'));
  return { root: ROOT, services, description };
}
