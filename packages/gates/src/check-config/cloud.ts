import type { PackagedService, TemplateResource } from '@tradepost/compiled-service/packaging/service-state';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import type { Properties } from '@tradepost/compiled-service/templates/properties';
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
 * Reads the services as compiled for a stage. A property is resolved when it is read; that throws an error if the property
 * refers to something that no service declares.
 */
export function readCloud(services: readonly PackagedService[], stage: string): Cloud {
  const resources = createStacks(services, PLACEHOLDER_ADDRESSES).flatMap((stack) =>
    Object.entries(stack.resources).map(([logicalId, declared]) => toResource(stack, logicalId, declared)),
  );
  const byType = Map.groupBy(resources, ({ type }) => type);
  return { stage, resources, ofType: (type) => byType.get(type) ?? [] };
}

function toResource(stack: Stack, logicalId: string, declared: TemplateResource): CloudResource {
  const { type, properties, name, arn } = stack.read(logicalId);
  return {
    ...{ service: stack.service.name, logicalId, type, declared, properties, stack },
    get name() {
      return name();
    },
    get arn() {
      return arn(type === 'AWS::SNS::Topic' ? 'TopicArn' : 'Arn');
    },
  };
}
