import type { CloudFormationTemplate } from '@tradepost/compiled-service/packaging/service-state';
import type { AwsClients } from '@tradepost/deployment/aws/clients';
import { type AccountFacts, toPlanned } from '@tradepost/deployment/check-account/facts';
import { findLeftovers } from '@tradepost/deployment/check-account/find-leftovers';
import { toLastingId } from '@tradepost/deployment/plan/template';

/**
 * Finds what CloudFormation refuses and the emulator accepts: a new resource with the name of an existing one, and a new
 * deployment of a REST API that describes a stage which exists.
 *
 * @param deployed logical ids of the resources that the service's stack has; none if there is no stack
 * @returns one message for each, empty if there is nothing to refuse
 */
export async function findRefusals(
  clients: AwsClients,
  account: Pick<AccountFacts, 'account' | 'region'>,
  service: string,
  template: CloudFormationTemplate,
  deployed: readonly string[],
): Promise<readonly string[]> {
  const logicalIds = new Set(deployed.map(toLastingId));
  const stacks = { [service]: { value: { status: '', logicalIds, failed: [] } } };
  const planned = [toPlanned(service, template)];
  const { leftovers, unknownLeftovers } = await findLeftovers({ ...account, planned, stacks }, clients);
  const taken = [
    ...leftovers.map(({ name, type, logicalId }) => `${logicalId}: ${name} (${type}) exists`),
    ...unknownLeftovers.map(({ type, unknown }) => `${type}: ${unknown}`),
  ];
  return [...describedStages(template, deployed), ...taken];
}

/**
 * Finds new deployments of a deployed REST API that describe their stage: "StageDescription cannot be specified when stage
 * referenced by StageName already exists".
 *
 * @param deployed logical ids of the resources that the stack has
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html
 */
export function describedStages(
  { Resources }: CloudFormationTemplate,
  deployed: readonly string[],
): readonly string[] {
  const hasRestApi = deployed.some((id) => Resources[id]?.Type === 'AWS::ApiGateway::RestApi');
  if (!hasRestApi) return [];
  return Object.entries(Resources).flatMap(([id, { Type, Properties = {} }]) =>
    Type === 'AWS::ApiGateway::Deployment' && !deployed.includes(id) && 'StageDescription' in Properties
      ? [`${id}: StageDescription cannot be specified when the stage already exists`]
      : [],
  );
}
