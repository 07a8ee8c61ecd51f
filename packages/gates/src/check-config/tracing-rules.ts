import { flagIn, objectIn, textIn } from '@tradepost/compiled-service/templates/properties';
import type { Cloud, CloudResource } from './cloud.ts';
import { documentsOf, listed, statementsOf } from './policies.ts';
import { faultUnless, PRODUCTION, type Rule } from './rule.ts';

const SAMPLING_RULE = 'AWS::XRay::SamplingRule';
const FUNCTION = 'AWS::Lambda::Function';
const STATE_MACHINE = 'AWS::StepFunctions::StateMachine';
const REST_STAGE = 'AWS::ApiGateway::Stage';

/** A stage is traced if it has a sampling rule; production must be. */
export const tracingRules: readonly Rule[] = [
  {
    name: 'traced-with-its-stage',
    types: [FUNCTION, STATE_MACHINE, REST_STAGE],
    check: (resource, cloud) => {
      const wanted = isTracedStage(cloud);
      return faultUnless(
        isTraced(resource) === wanted,
        wanted ? 'is not traced, though its stage is' : 'is traced, though its stage has traceSample 0',
      );
    },
    fix: 'Leave tracing to tracing.cjs and by-stage.cjs, which read the stage parameter traceSample.',
  },
  {
    name: 'traces-allowed',
    types: ['AWS::IAM::Role'],
    check: (role, cloud) => {
      const traced = [...cloud.ofType(FUNCTION), ...cloud.ofType(STATE_MACHINE)].some(
        (resource) => roleOf(resource) === role.arn && isTraced(resource),
      );
      const allowed = documentsOf(role)
        .flatMap(statementsOf)
        .some((statement) => listed(statement['Action']).includes('xray:PutTraceSegments'));
      return faultUnless(
        traced === allowed,
        traced
          ? 'may not send traces, though its owner is traced'
          : 'may send traces, though nothing is traced',
      );
    },
    fix: 'Leave the xray actions to tracing.cjs.',
  },
  {
    name: 'traces-sampled',
    types: [STATE_MACHINE, REST_STAGE],
    check: (resource, cloud) => {
      const name = sampledName(resource, cloud);
      return faultUnless(
        !isTracedStage(cloud) || patternsOf(cloud).some((pattern) => pattern.test(name)),
        `has the service name ${name}, which no sampling rule matches`,
      );
    },
    fix: 'Name it tradepost-{stage}-…, as ServiceName of services/platform/resources/tracing.yml has it.',
  },
];

function isTracedStage(cloud: Cloud): boolean {
  return cloud.stage === PRODUCTION || cloud.ofType(SAMPLING_RULE).length > 0;
}

function isTraced({ type, properties }: CloudResource): boolean {
  if (type === REST_STAGE) return flagIn(properties, 'TracingEnabled', false);
  if (type === FUNCTION) return textIn(objectIn(properties, 'TracingConfig') ?? {}, 'Mode') === 'Active';
  return flagIn(objectIn(properties, 'TracingConfiguration') ?? {}, 'Enabled', false);
}

function roleOf({ type, properties }: CloudResource): string | undefined {
  return textIn(properties, type === FUNCTION ? 'Role' : 'RoleArn');
}

/**
 * The name by which X-Ray knows a workflow or the stage of a REST API.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-configuring-xray-sampling-rules.html
 */
function sampledName(resource: CloudResource, cloud: Cloud): string {
  if (resource.type !== REST_STAGE) return resource.name;
  const { RestApiId } = resource.declared.Properties ?? {};
  const api = cloud
    .ofType('AWS::ApiGateway::RestApi')
    .find(
      ({ service, logicalId }) =>
        service === resource.service && logicalId === (RestApiId as { Ref?: string } | undefined)?.Ref,
    );
  return `${api === undefined ? '' : textIn(api.properties, 'Name')}/${textIn(resource.properties, 'StageName')}`;
}

/** `*` stands for any characters, `?` for one. */
function patternsOf(cloud: Cloud): readonly RegExp[] {
  return cloud.ofType(SAMPLING_RULE).map(({ properties }) => {
    const name = textIn(objectIn(properties, 'SamplingRule') ?? {}, 'ServiceName') ?? '';
    const pattern = name
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${pattern}$`);
  });
}
