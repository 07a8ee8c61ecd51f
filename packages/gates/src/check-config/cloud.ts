import type { PackagedService, TemplateResource } from '@tradepost/compiled-service/packaging/service-state';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import type { Properties } from '@tradepost/compiled-service/templates/properties';
import { attributeOf, nameOf } from '@tradepost/compiled-service/templates/resource-identity';
import { createStacks, type Stack } from '@tradepost/compiled-service/templates/stack';

/** All resources that the services declare on one stage. */
export type Cloud = {
  readonly stage: string;
  readonly resources: readonly CloudResource[];
  readonly ofType: (type: string) => readonly CloudResource[];
};

/** One resource of a compiled template. */
export type CloudResource = {
  /** The name of the service's folder. */
  readonly service: string;
  readonly logicalId: string;
  readonly type: string;
  /** The resource as the template declares it. */
  readonly declared: TemplateResource;
  /** Properties with references resolved to the name, ARN or URL of the other resource. */
  readonly properties: Properties;
  readonly name: string;
  readonly arn: string;
  readonly stack: Stack;
};

/**
 * Reads the services as compiled for a stage. A property is resolved when it is read; that throws an error with the
 * resource's name if the property refers to something that no service declares.
 */
export function readCloud(services: readonly PackagedService[], stage: string): Cloud {
  const resources = createStacks(services, PLACEHOLDER_ADDRESSES).flatMap((stack) =>
    Object.entries(stack.resources).map(([logicalId, declared]) => toResource(stack, logicalId, declared)),
  );
  const byType = Map.groupBy(resources, ({ type }) => type);
  return { stage, resources, ofType: (type) => byType.get(type) ?? [] };
}

function toResource(stack: Stack, logicalId: string, declared: TemplateResource): CloudResource {
  const service = stack.service.name;
  const resolve = (value: unknown): unknown => {
    try {
      return stack.resolve(value);
    } catch (error) {
      throw new Error(`${service}: ${logicalId} cannot be resolved: ${(error as Error).message}`);
    }
  };
  const properties = lazily(declared.Properties ?? {}, resolve);
  const identified = {
    ...{ type: declared.Type, logicalId, stackName: stack.stackName, serviceName: service },
    ...{ where: PLACEHOLDER_ADDRESSES, properties },
  };
  return {
    ...{ service, logicalId, type: declared.Type, declared, properties, stack },
    get name() {
      return nameOf(identified);
    },
    get arn() {
      return String(attributeOf(identified, declared.Type === 'AWS::SNS::Topic' ? 'TopicArn' : 'Arn'));
    },
  };
}

/** Resolves one property at a time, so that a reference that cannot be resolved affects only rules that read it. */
function lazily(declared: Properties, resolve: (value: unknown) => unknown): Properties {
  const resolved = new Map<string, unknown>();
  const getters = Object.keys(declared).map((name) => {
    const get = () => {
      if (!resolved.has(name)) resolved.set(name, resolve(declared[name]));
      return resolved.get(name);
    };
    return [name, { enumerable: true, get }] as const;
  });
  return Object.defineProperties({}, Object.fromEntries(getters));
}
