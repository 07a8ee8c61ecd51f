import { existsSync, readdirSync } from 'node:fs';
import * as z from 'zod/mini';
import type { CommandContract } from './define-command.ts';
import type { EventContract } from './define-event.ts';
import type { RouteContract } from './define-route.ts';
import type { RouteExample } from './example-for.ts';

/** A contract with the name of its export and its file: `orders/events.ts`. */
export type Registered<Contract> = {
  readonly name: string;
  readonly file: string;
  readonly contract: Contract;
};

export type AnyEvent = EventContract<string, z.ZodMiniType>;
export type AnyCommand = CommandContract;

/** All exports of this package by kind, ordered by file. */
export type Registry = {
  readonly events: readonly Registered<AnyEvent>[];
  readonly commands: readonly Registered<AnyCommand>[];
  readonly routes: readonly Registered<RouteContract>[];
  /** Examples by the name of their route. */
  readonly examples: ReadonlyMap<string, RouteExample>;
  /** Schemas of `fields/`, the models, `rejection.ts` and `problem-details.ts` by their name in the reference: `order` is `Order`. */
  readonly schemas: ReadonlyMap<string, z.ZodMiniType>;
};

/**
 * Reads all contracts from the folders of the services, for documents, checks and specs; functions never call it. Schemas get
 * their names as ids in zod's global registry, so that JSON Schemas refer to them by name.
 */
export async function loadRegistry(): Promise<Registry> {
  const [events, commands, routes, examples] = await Promise.all([
    contractsIn<AnyEvent>('events', 'event'),
    contractsIn<AnyCommand>('commands', 'command'),
    contractsIn<RouteContract>('routes', 'route'),
    contractsIn<RouteExample>('examples', 'example'),
  ]);
  const examplesByName = new Map(examples.map(({ name, contract }) => [name, contract]));
  return { events, commands, routes, examples: examplesByName, schemas: await namedSchemas() };
}

/** Returns the contracts of all services in their files of one name: `orders/events.ts`, `payments/events.ts`. */
async function contractsIn<Contract extends { readonly kind: string }>(
  name: string,
  kind: Contract['kind'],
): Promise<readonly Registered<Contract>[]> {
  const found: Registered<Contract>[] = [];
  for (const file of filesOfServices(name)) {
    for (const [exportName, exported] of await exportsOf(file)) {
      if ((exported as Contract | undefined)?.kind === kind) {
        found.push({ name: exportName, file, contract: exported as Contract });
      }
    }
  }
  return found;
}

async function namedSchemas(): Promise<ReadonlyMap<string, z.ZodMiniType>> {
  const schemas = new Map<string, z.ZodMiniType>();
  const fields = namesIn('fields').filter((name) => !name.includes('.spec'));
  const files = [...fields.map((name) => `fields/${name}`), ...filesOfServices('model')];
  for (const file of [...files, 'problem-details.ts', 'rejection.ts']) {
    for (const [name, exported] of await exportsOf(file)) {
      if (!isSchema(exported)) continue;
      const id = name.charAt(0).toUpperCase() + name.slice(1);
      z.globalRegistry.add(exported, { ...z.globalRegistry.get(exported), id });
      schemas.set(id, exported);
    }
  }
  return schemas;
}

function filesOfServices(name: string): readonly string[] {
  return namesIn('.')
    .map((folder) => `${folder}/${name}.ts`)
    .filter((file) => existsSync(new URL(`./${file}`, import.meta.url)));
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(new URL(`./${folder}/`, import.meta.url)).sort();
}

async function exportsOf(path: string): Promise<readonly [string, unknown][]> {
  return Object.entries((await import(`./${path}`)) as Record<string, unknown>);
}

function isSchema(value: unknown): value is z.ZodMiniType {
  return typeof value === 'object' && value !== null && '_zod' in value;
}
