import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { deploymentRegion } from '../aws/region.ts';

/**
 * Finds the base URL of a service's routes: that of its own API, or of the platform's API, which the other services share.
 *
 * @throws Error if there are no such stacks
 */
export async function findUrl(service: string, stage: string): Promise<string> {
  const cloudformation = new CloudFormationClient({ region: deploymentRegion() });
  const own = await outputsOf(cloudformation, service, stage);
  const url = own['ServiceEndpoint'] ?? (await outputsOf(cloudformation, 'platform', stage))['HttpApiUrl'];
  if (url === undefined) throw new Error(`neither ${service} nor the platform has an API on ${stage}`);
  return url;
}

async function outputsOf(
  cloudformation: CloudFormationClient,
  service: string,
  stage: string,
): Promise<Readonly<Record<string, string>>> {
  const StackName = `tradepost-${stage}-${service}`;
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
  const outputs = Stacks?.[0]?.Outputs ?? [];
  return Object.fromEntries(
    outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue] as const),
  );
}
