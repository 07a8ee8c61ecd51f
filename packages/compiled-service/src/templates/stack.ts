import type { PackagedService, TemplateResource } from '../packaging/service-state.ts';
import type { CloudAddresses } from './cloud-addresses.ts';
import { resolveIntrinsics } from './intrinsics.ts';
import type { Properties } from './properties.ts';
import { attributeOf, type Identified, identityOf, nameOf } from './resource-identity.ts';
import type { Declared } from './resources.ts';
import { lookedUpBy } from './ssm-lookups.ts';

/** Template of one service. Its functions return resolved values. */
export type Stack = {
  readonly service: PackagedService;
  readonly stackName: string;
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly resolve: (value: unknown) => unknown;
  /** Throws if there is no such resource. */
  readonly read: (logicalId: string) => Reading;
};

/** A resource of a stack. */
export type Reading = {
  readonly declared: Declared;
  readonly type: string;
  /** Each is resolved when it is first read, which throws if it cannot be resolved. */
  readonly properties: Properties;
  readonly name: () => string;
  /** Returns its ARN, from the attribute that has it. */
  readonly arn: (attribute: string) => string;
};

/**
 * Creates a stack for each service. Stacks look up each other's SSM parameters, by dynamic references (`{{resolve:ssm:…}}`) or
 * by parameters of the template, in any order. A missing value throws when it is read, not before. Throws if a template has conditions, which are not supported.
 */
export function createStacks(services: readonly PackagedService[], where: CloudAddresses): readonly Stack[] {
  let parameters: ReadonlyMap<string, Properties> | undefined;
  const dynamicReference = (reference: string): string => {
    const [, name] = /^ssm(?:-secure)?:([^:]+)(?::\d+)?$/.exec(reference) ?? [];
    if (name === undefined) throw new Error(`{{resolve:${reference}}} is not supported`);
    parameters ??= parametersOf(stacks);
    const parameter = parameters.get(name);
    if (parameter === undefined) throw new Error(`no service declares the SSM parameter ${name}`);
    return String(parameter['Value']);
  };
  const stacks = services.map((service) => createStack(service, where, dynamicReference));
  return stacks;
}

function createStack(
  service: PackagedService,
  where: CloudAddresses,
  dynamicReference: (reference: string) => string,
): Stack {
  const { name: serviceName, template, state } = service;
  const { provider } = state.service;
  const stackName = String(provider['stackName'] ?? `${state.service.service}-${provider.stage}`);
  const pseudo = pseudoParameters(stackName, where);
  const identify = (logicalId: string): Identified => {
    const resource = Object.hasOwn(template.Resources, logicalId) ? template.Resources[logicalId] : undefined;
    if (resource === undefined) throw new Error(`there is no ${logicalId}`);
    const properties = resolvedWhenRead(resource.Properties ?? {}, resolve);
    return { type: resource.Type, logicalId, stackName, serviceName, where, properties };
  };
  const parameters = template.Parameters ?? {};
  const parameterOf = (name: string): unknown => {
    const lookedUp = lookedUpBy(parameters[name]);
    return lookedUp === undefined ? parameters[name]?.Default : dynamicReference(`ssm:${lookedUp}`);
  };
  const scope = {
    dynamicReference,
    ref: (name: string) => {
      if (Object.hasOwn(pseudo, name)) return pseudo[name];
      return Object.hasOwn(parameters, name) ? parameterOf(name) : identityOf(identify(name));
    },
    getAtt: (logicalId: string, attribute: string) => attributeOf(identify(logicalId), attribute),
  };
  const resolve = (value: unknown): unknown => resolveIntrinsics(value, scope);
  for (const [logicalId, { Condition }] of Object.entries(template.Resources)) {
    if (Condition !== undefined)
      throw new Error(`${serviceName}: ${logicalId} has a condition, which is not supported`);
  }
  return {
    service,
    stackName,
    resources: template.Resources,
    resolve,
    read: (logicalId) => {
      const identified = identify(logicalId);
      return {
        declared: { service: serviceName, logicalId },
        type: identified.type,
        properties: identified.properties,
        name: () => nameOf(identified),
        arn: (attribute) => String(attributeOf(identified, attribute)),
      };
    },
  };
}

function resolvedWhenRead(declared: Properties, resolve: (value: unknown) => unknown): Properties {
  const resolved = new Map<string, unknown>();
  const getters = Object.entries(declared).map(([name, value]) => {
    const get = () => {
      if (!resolved.has(name)) resolved.set(name, resolve(value));
      return resolved.get(name);
    };
    return [name, { enumerable: true, get }];
  });
  return Object.defineProperties({}, Object.fromEntries(getters));
}

function pseudoParameters(stackName: string, { accountId, region }: CloudAddresses): Properties {
  return {
    'AWS::AccountId': accountId,
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': 'amazonaws.com',
  };
}

function parametersOf(stacks: readonly Stack[]): ReadonlyMap<string, Properties> {
  const parameters = stacks.flatMap(({ resources, read }) =>
    Object.entries(resources)
      .filter(([, { Type }]) => Type === 'AWS::SSM::Parameter')
      .map(([logicalId]) => read(logicalId).properties),
  );
  return new Map(parameters.map((properties) => [String(properties['Name']), properties]));
}
