import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSources } from '../syntax/sources.ts';
import { createSharing } from './shared-modules.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const sources = createSources(ROOT);
const isShared = createSharing(ROOT, sources);
const at = (path: string) => join(ROOT, path);
const services = readdirSync(at('services')).filter((name) => existsSync(at(`services/${name}/src/deps.ts`)));

describe('instances', () => {
  it.each(services)('of %s have dependencies and handlers of their own', (service) => {
    const own = sources
      .of(`services/${service}`)
      .filter((path) =>
        /\/src\/(deps|(commands|consumers|http|schedules|streams|triggers)\/[^/]+)\.ts$/.test(path),
      )
      .filter((path) => /^export const (handler|deps)\b/m.test(sources.read(path)));
    expect(own.length).toBeGreaterThan(1);
    expect(own.filter(isShared)).toEqual([]);
  });

  it('have a logger and clients of their own', () => {
    const own = [
      'log/logger',
      'messages/dead-letters',
      'messages/failures-queue',
      'http/http',
      'messages/queue',
    ];
    expect(own.filter((name) => isShared(at(`packages/lambda/src/${name}.ts`)))).toEqual([]);
    expect(isShared(at('services/operations/src/adapters/stream-batch.ts'))).toBe(false);
    expect(isShared(at('services/operations/src/adapters/redrive.ts'))).toBe(false);
  });

  it.each([
    'packages/lambda/src/validation',
    'packages/aggregate/src/event-store',
    'services/orders/src/domain/order',
  ])('share %s', (name) => {
    expect(isShared(at(`${name}.ts`))).toBe(true);
  });

  it('share neither a module that begins to keep state nor the modules that import it', () => {
    const path = at('services/orders/src/domain/order.ts');
    const keeping = `${sources.read(path)}\nconst last = new Map();\nexport const keep = () => last.set(1, 1);`;
    const kept = createSharing(ROOT, sources.with(path, keeping));
    expect([kept(path), kept(at('services/orders/src/http/placing.ts'))]).toEqual([false, false]);
  });
});
