import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A schema of zod: a union of objects, or one object, with a literal `type`. */
type Schema = {
  readonly _zod: {
    readonly values?: ReadonlySet<unknown>;
    readonly def: {
      readonly options?: readonly Schema[];
      readonly shape?: Readonly<Record<string, Schema | undefined>>;
    };
  };
};

/**
 * Returns the types of the events that a service stores, by the aggregates that its `domain/` exports.
 *
 * @param root the repository's root folder
 */
export async function storedEventTypes(root: string, service: string): Promise<readonly string[]> {
  const folder = join(root, 'services', service, 'src', 'domain');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => !name.includes('.spec')) : [];
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(join(folder, file)).href) as Promise<object>),
  );
  return [...new Set(modules.flatMap((module) => Object.values(module).flatMap(typesOf)))];
}

/** Takes an export of a module; returns the types of its events if it is an aggregate. */
function typesOf(exported: unknown): readonly string[] {
  const { events } = Object(exported) as { readonly events?: { readonly schema?: Schema } };
  const schema = events?.schema;
  if (schema === undefined) return [];
  const values = (schema._zod.def.options ?? [schema]).flatMap(({ _zod }) => [
    ...(_zod.def.shape?.['type']?._zod.values ?? []),
  ]);
  return values.filter((value) => typeof value === 'string');
}
