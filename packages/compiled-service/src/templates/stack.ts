import type { PackagedService, TemplateResource } from '../packaging/service-state.ts';
import type { CloudAddresses } from './cloud-addresses.ts';
import { conditionHolds, resolveIntrinsics, type Scope } from './intrinsics.ts';
import { attributeOf, identityOf } from './resource-identity.ts';

/** Template of one service. Its functions return resolved values. */
export type Stack = {
  readonly service: PackagedService;
  readonly stackName: string;
  /** Resources whose condition holds. */
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly resolve: (value: unknown) => unknown;
  /** Returns a resource's properties, resolved. */
  readonly properties: (logicalId: string) => Readonly<Record<string, unknown>>;
};

/** Depth at which references count as circular. */
const MAX_DEPTH = 100;

/**
 * Creates a stack for each service. Stacks resolve each other's exports (`Fn::ImportValue`) and SSM parameters
 * (`{{resolve:ssm:…}}`), in any order. A missing value throws when it is read, not before.
 */
export function createStacks(services: readonly PackagedService[], where: CloudAddresses): readonly Stack[] {
  const stacks: Stack[] = [];
  const exported = once(() => exportsOf(stacks));
  const parameters = once(() => parametersOf(stacks));
  let depth = 0;

  const guarded = <T>(read: () => T): T => {
    if (depth >= MAX_DEPTH) throw new Error('the template has a circular reference');
    depth += 1;
    try {
      return read();
    } finally {
      depth -= 1;
    }
  };
  const importValue = (name: string): unknown => {
    const value = exported().get(name);
    if (value === undefined) throw new Error(`no service exports ${name}`);
    return guarded(value);
  };
  const dynamicReference = (reference: string): string => {
    const [, name] = /^ssm(?:-secure)?:([^:]+)(?::\d+)?$/.exec(reference) ?? [];
    if (name === undefined) throw new Error(`{{resolve:${reference}}} is not supported`);
    const value = parameters().get(name);
    if (value === undefined) throw new Error(`no service declares the SSM parameter ${name}`);
    return String(guarded(value));
  };
  for (const service of services) {
    stacks.push(createStack(service, where, { importValue, dynamicReference, guarded }));
  }
  return stacks;
}

type Shared = Pick<Scope, 'importValue' | 'dynamicReference'> & { guarded: <T>(read: () => T) => T };

function createStack(service: PackagedService, where: CloudAddresses, shared: Shared): Stack {
  const { template, state } = service;
  const { provider } = state.service;
  const stackName = String(provider['stackName'] ?? `${state.service.service}-${provider.stage}`);
  const pseudo = pseudoParameters(stackName, where);
  const resourceOf = (logicalId: string): TemplateResource => {
    const resource = Object.hasOwn(template.Resources, logicalId) ? template.Resources[logicalId] : undefined;
    if (resource === undefined) throw new Error(`there is no ${logicalId}`);
    return resource;
  };
  const identify = (logicalId: string) => {
    const resource = resourceOf(logicalId);
    const property = (name: string): unknown => resolve(resource.Properties?.[name]);
    return { type: resource.Type, logicalId, stackName, serviceName: service.name, where, property };
  };
  const scope: Scope = {
    ...shared,
    conditions: template.Conditions ?? {},
    mappings: template.Mappings ?? {},
    region: where.region,
    ref: (name) => {
      if (Object.hasOwn(pseudo, name)) return pseudo[name];
      const { Parameters = {} } = template;
      return Object.hasOwn(Parameters, name)
        ? resolve(Parameters[name]?.Default)
        : identityOf(identify(name));
    },
    getAtt: (logicalId, attribute) => attributeOf(identify(logicalId), attribute),
  };
  const resolve = (value: unknown): unknown => shared.guarded(() => resolveIntrinsics(value, scope));
  return {
    service,
    stackName,
    resources: Object.fromEntries(
      Object.entries(template.Resources).filter(
        ([, { Condition }]) => Condition === undefined || conditionHolds(Condition, scope),
      ),
    ),
    resolve,
    properties: (logicalId) => resolve(resourceOf(logicalId).Properties ?? {}) as Record<string, unknown>,
  };
}

function pseudoParameters(
  stackName: string,
  { accountId, region }: CloudAddresses,
): Readonly<Record<string, unknown>> {
  return {
    'AWS::AccountId': accountId,
    'AWS::NoValue': undefined,
    'AWS::NotificationARNs': [],
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': 'amazonaws.com',
  };
}

function exportsOf(stacks: readonly Stack[]): Map<string, () => unknown> {
  const found = new Map<string, () => unknown>();
  for (const { service, resolve } of stacks) {
    for (const { Export, Value } of Object.values(service.template.Outputs ?? {})) {
      if (Export !== undefined) found.set(String(resolve(Export.Name)), () => resolve(Value));
    }
  }
  return found;
}

function parametersOf(stacks: readonly Stack[]): Map<string, () => unknown> {
  const found = new Map<string, () => unknown>();
  for (const { resources, resolve } of stacks) {
    for (const { Type, Properties } of Object.values(resources)) {
      if (Type !== 'AWS::SSM::Parameter') continue;
      found.set(String(resolve(Properties?.['Name'])), () => resolve(Properties?.['Value']));
    }
  }
  return found;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
