import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Service = {
  readonly provider: { environment?: unknown };
  readonly functions: Record<string, { environment?: unknown }>;
  readonly custom?: Record<string, { location?: string; format?: string } | undefined>;
};
type Plugin = { hooks: Record<string, () => unknown> };
type PluginClass = new (serverless: { service: Service }, options: object, utils: object) => Plugin;

/**
 * Makes of serverless-offline's plugin one that, before it starts, puts the resolved environments (from the variable
 * LOCAL_CLOUD_FUNCTIONS, JSON by function key) in the place of what serverless.yml says.
 */
export function withResolvedEnvironment(Offline: PluginClass): PluginClass {
  return class extends Offline {
    constructor(serverless: { service: Service }, options: object, utils: object) {
      super(serverless, options, utils);
      for (const name of ['offline:start', 'offline:start:init']) {
        const start = this.hooks[name];
        this.hooks[name] = () => {
          replaceEnvironments(serverless.service);
          declareFormat(serverless.service);
          return start?.();
        };
      }
    }
  };
}

function replaceEnvironments(service: Service): void {
  const environments = JSON.parse(process.env['LOCAL_CLOUD_FUNCTIONS'] ?? '{}') as Record<string, object>;
  service.provider.environment = {};
  for (const [key, definition] of Object.entries(service.functions))
    definition.environment = environments[key] ?? {};
}

/**
 * The bundles lie inside the service, whose own manifest may declare ES modules: those that are none say so themselves, as
 * they are alone when they are deployed.
 */
function declareFormat({ custom }: Service): void {
  const location = custom?.['serverless-offline']?.location;
  if (location === undefined || custom?.['esbuild']?.format === 'esm') return;
  writeFileSync(join(location, 'package.json'), '{"type":"commonjs"}\n');
}
