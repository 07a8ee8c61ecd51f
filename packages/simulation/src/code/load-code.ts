import { compileFunction } from 'node:vm';
import type { CodeBundle } from './bundle-services.ts';
import { createGlobals } from './globals.ts';
import { createStage, type Stage } from './surroundings.ts';

/** A function's handler as Lambda calls it. */
export type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/** The code of all services, ready to run on a stage. */
export type Code = {
  readonly stage: Stage;
  /** Evaluates a service anew: its functions by their keys, with nothing of an earlier run in them. */
  readonly start: (service: string) => ReadonlyMap<string, Handler>;
};

/**
 * Evaluates the libraries of a bundle, and compiles its services. Their globals are parameters: the code is in this
 * process's realm, but sees the stage's clock, chance, timers and environment in place of its own.
 */
export function loadCode(bundle: CodeBundle): Code {
  const stage = createStage();
  const { globals, requireNode } = createGlobals(stage);
  const parameters = Object.keys(globals);
  const values = Object.values(globals);
  const compile = (source: string, filename: string) => {
    const run = compileFunction(source, ['module', 'exports', 'require', ...parameters], { filename });
    return (require: (name: string) => unknown): Record<string, unknown> => {
      const module = { exports: {} };
      run(module, module.exports, require, ...values);
      return module.exports;
    };
  };
  const { modules } = compile(bundle.libraries, 'libraries.cjs')(requireNode) as {
    modules: Readonly<Record<string, unknown>>;
  };
  const require = (name: string) => (Object.hasOwn(modules, name) ? modules[name] : requireNode(name));
  const services = new Map(
    Object.entries(bundle.services).map(([name, source]) => [name, compile(source, `${name}.cjs`)]),
  );
  return {
    stage,
    start: (service) => {
      const evaluate = services.get(service);
      if (evaluate === undefined) throw new Error(`there is no service ${service}`);
      return new Map(Object.entries(evaluate(require)) as [string, Handler][]);
    },
  };
}
