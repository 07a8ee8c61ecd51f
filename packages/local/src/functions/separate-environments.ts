import { syncBuiltinESMExports } from 'node:module';

/**
 * Gives each function of this thread its own `process.env`, as on Lambda, where each has its own process.
 *
 * @param current returns the variables of the running function; undefined if none is running
 */
export function separateEnvironments(current: () => NodeJS.ProcessEnv | undefined): void {
  const shared = process.env;
  const env = (): NodeJS.ProcessEnv => current() ?? shared;
  process.env = new Proxy<NodeJS.ProcessEnv>(
    {},
    {
      get: (_, name) => Reflect.get(env(), name),
      set: (_, name, value) => Reflect.set(env(), name, String(value)),
      has: (_, name) => Reflect.has(env(), name),
      deleteProperty: (_, name) => Reflect.deleteProperty(env(), name),
      ownKeys: () => Reflect.ownKeys(env()),
      getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(env(), name),
      defineProperty: (_, name, descriptor) => Reflect.defineProperty(env(), name, descriptor),
    },
  );
  // For `import { env } from 'node:process'`.
  syncBuiltinESMExports();
}
