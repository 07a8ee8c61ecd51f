import { existsSync, readFileSync } from 'node:fs';

const SERVICES = new URL('../../../services/', import.meta.url);

/**
 * Describes a service in one sentence: the description in its package.json.
 *
 * @param service name of its folder
 */
export function describeService(service: string): string {
  const manifest = new URL(`${service}/package.json`, SERVICES);
  const { description }: { description?: string } = existsSync(manifest)
    ? (JSON.parse(readFileSync(manifest, 'utf8')) as object)
    : {};
  return description ?? `The service ${service}.`;
}
