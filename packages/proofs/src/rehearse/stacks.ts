import { DescribeStacksCommand, type StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { poll } from '@tradepost/command-line/poll';
import type { AwsClients } from '@tradepost/deployment/aws/clients';
import { listResources } from '@tradepost/deployment/aws/list-stack';

type Clients = Pick<AwsClients, 'cloudformation'>;

const SETTLES_WITHIN = { withinMs: 60_000, firstPauseMs: 100, longestPauseMs: 500 };

/** Lists the resources of a stack; none if there is no such stack. */
export async function resourcesOf(
  { cloudformation }: Clients,
  StackName: string,
): Promise<readonly StackResourceSummary[]> {
  return (await listResources(cloudformation, StackName)) ?? [];
}

/** Waits until no operation runs on a stack; returns its status. Throws Error after 60 s. */
export async function settledStatus({ cloudformation }: Clients, StackName: string): Promise<string> {
  const status = await poll(async () => {
    const { Stacks: [stack] = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
    return stack?.StackStatus?.endsWith('_IN_PROGRESS') ? undefined : stack?.StackStatus;
  }, SETTLES_WITHIN);
  if (status === undefined) throw new Error(`an operation on ${StackName} still runs after 60 s`);
  return status;
}

/** Returns when each stack was last updated, in milliseconds since 1970, by its name. */
export async function updateTimes({ cloudformation }: Clients): Promise<ReadonlyMap<string, number>> {
  const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({}));
  return new Map(
    Stacks.map(({ StackName = '', LastUpdatedTime }) => [StackName, LastUpdatedTime?.getTime() ?? 0]),
  );
}
