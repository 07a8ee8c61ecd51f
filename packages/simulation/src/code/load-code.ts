import { compileFunction } from 'node:vm';
import type { CodeBundle, ServiceBundle } from './bundle-services.ts';
import { createGlobals } from './globals.ts';
import { createStage, type Stage } from './surroundings.ts';

/** A function's handler, as Lambda calls it. */
export type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/** The code of all services, ready to run on a stage. */
export type Code = {
  readonly stage: Stage;
  /** Starts a function as in a new instance: evaluates the modules that it imports, except those that keep no state. */
  readonly start: (service: string, functionKey: string, version?: string) => Handler;
  /** Versions of services beside the current one. */
  readonly versions: readonly { readonly service: string; readonly name: string }[];
};

/**
 * Evaluates the libraries of a bundle and compiles its services. Globals are parameters: the code runs in this
 * process's realm, but gets clock, random numbers, timers and environment from the stage.
 */
export function loadCode(bundle: CodeBundle): Code {
  const stage = createStage();
  const { globals, requireNode, zodConfig } = createGlobals(stage);
  const parameters = Object.keys(globals);
  const values = Object.values(globals);
  const compile = (source: string, filename: string) => {
    const run = compileFunction(`'use strict';${source}`, ['module', 'exports', 'require', ...parameters], {
      filename,
    });
    return (require: (name: string) => unknown): Record<string, unknown> => {
      const module = { exports: {} };
      run(module, module.exports, require, ...values);
      return module.exports;
    };
  };
  const { modules } = compile(bundle.libraries, 'libraries.cjs')(requireNode) as {
    modules: Readonly<Record<string, unknown>>;
  };
  // Each schema compiles its own parser when it is first used. That pays for contracts, which are created once, but not for
  // the schemas of an instance.
  zodConfig.jitless = true;
  const require = (name: string) => (Object.hasOwn(modules, name) ? modules[name] : requireNode(name));
  const load = ({ shared, instance }: ServiceBundle, name: string) => {
    const evaluate = compile(instance, `${name}.cjs`);
    let known: Readonly<Record<string, unknown>> | undefined;
    const requireShared = (path: string): unknown => {
      known ??= compile(shared, `${name} shared.cjs`)(require)['modules'] as typeof known;
      return known?.[path] ?? require(path);
    };
    return () => evaluate(requireShared);
  };
  const loadAll = (bundles: Readonly<Record<string, ServiceBundle>>) =>
    new Map(Object.entries(bundles).map(([name, each]) => [name, load(each, name)]));
  const services = loadAll(bundle.services);
  const versions = new Map(Object.entries(bundle.versions).map(([name, of]) => [name, loadAll(of)]));
  return {
    stage,
    versions: [...versions].flatMap(([service, of]) => [...of.keys()].map((name) => ({ service, name }))),
    start: (service, functionKey, version) => {
      const evaluate = version === undefined ? services.get(service) : versions.get(service)?.get(version);
      const start = evaluate?.()[functionKey] as (() => Handler) | undefined;
      if (start === undefined) throw new Error(`${service} has no function ${functionKey}`);
      return start();
    },
  };
}
