import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Registry } from '@tradepost/contracts/registry';

/** A schema of zod: a union of objects, or one object, with a literal `type`. */
type Schema = {
  readonly _zod?: {
    readonly values?: ReadonlySet<unknown>;
    readonly def: {
      readonly options?: readonly Schema[];
      readonly shape?: Readonly<Record<string, Schema | undefined>>;
    };
  };
};

/**
 * Returns the types of the events that a service stores, by the schemas that its `domain/` exports. A service that exports none
 * stores the events that it publishes.
 *
 * @param root the repository's root folder
 * @param events contracts of all events
 */
export async function storedEventTypes(
  root: string,
  service: string,
  events: Registry['events'],
): Promise<readonly string[]> {
  const folder = join(root, 'services', service, 'src', 'domain');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => !name.includes('.spec')) : [];
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(join(folder, file)).href) as Promise<object>),
  );
  const types = new Set(modules.flatMap((module) => Object.values(module).flatMap(typesIn)));
  if (types.size > 0) return [...types];
  return events
    .filter(({ contract }) => contract.source === `tradepost.${service}`)
    .map(({ contract }) => contract.type);
}

function typesIn(exported: unknown): readonly string[] {
  const { def } = (Object(exported) as Schema)._zod ?? {};
  const schemas = def?.options ?? [exported as Schema];
  const values = def === undefined ? [] : schemas.flatMap((each) => [...literalsOf(each)]);
  return values.filter((value) => typeof value === 'string');
}

function literalsOf(schema: Schema): Iterable<unknown> {
  return schema._zod?.def.shape?.['type']?._zod?.values ?? [];
}
