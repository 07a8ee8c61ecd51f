import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import jsonCycle from 'json-cycle';

/** A packaged service: its folder and the output of `serverless package`. */
export type PackagedService = {
  /** Name of its folder. */
  readonly name: string;
  readonly dir: string;
  /** Folder of the package. */
  readonly packageDir: string;
  readonly state: ServiceState;
  readonly template: CloudFormationTemplate;
};

/** The parts of a packaged service that its bundles depend on, besides its sources. */
export type BundledService = Pick<PackagedService, 'name' | 'dir'> & {
  readonly state: { readonly service: Pick<ServiceState['service'], 'custom' | 'functions'> };
};

/** The part of `serverless-state.json` that the local cloud reads. */
export type ServiceState = {
  readonly service: {
    readonly service: string;
    readonly provider: Readonly<Record<string, unknown>> & {
      readonly stage: string;
      readonly region: string;
    };
    readonly custom?: Readonly<Record<string, unknown>>;
    readonly functions: Readonly<Record<string, FunctionDefinition>>;
  };
};

export type FunctionDefinition = {
  readonly name: string;
  readonly handler?: string;
  readonly timeout?: number;
  readonly events?: readonly Readonly<Record<string, unknown>>[];
} & Readonly<Record<string, unknown>>;

export type CloudFormationTemplate = {
  readonly Parameters?: Readonly<Record<string, { readonly Type?: string; readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<
    Record<
      string,
      { readonly Value: unknown; readonly Condition?: string; readonly Export?: { readonly Name: unknown } }
    >
  >;
} & Readonly<Record<string, unknown>>;

export type TemplateResource = {
  readonly Type: string;
  readonly Condition?: string;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly UpdatePolicy?: Readonly<Record<string, unknown>>;
  readonly Properties?: Readonly<Record<string, unknown>>;
};

export const STATE_FILE = 'serverless-state.json';

/** Reads the `serverless-state.json` in `packageDir`. Throws if it is missing or invalid. */
export function readServiceState(dir: string, packageDir: string): PackagedService {
  // The framework writes an object that occurs more than once as a reference.
  const state = jsonCycle.parse(readFileSync(join(packageDir, STATE_FILE), 'utf8')) as ServiceState;
  const template = state.service.provider['compiledCloudFormationTemplate'] as
    | CloudFormationTemplate
    | undefined;
  if (template?.Resources === undefined) {
    throw new Error(`${dir}: the packaged service has no compiled CloudFormation template`);
  }
  return { name: basename(dir), dir, packageDir, state, template };
}
