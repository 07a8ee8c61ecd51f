import {
  type CloudFormationClient,
  ListStackResourcesCommand,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { toLastingId } from '../plan/template.ts';
import { allPages } from './all-pages.ts';

/** The resources of a stack; undefined if there is no such stack. */
export async function listResources(
  client: CloudFormationClient,
  StackName: string,
): Promise<readonly StackResourceSummary[] | undefined> {
  try {
    return await allPages(async (NextToken) => {
      const page = await client.send(new ListStackResourcesCommand({ StackName, NextToken }));
      return { items: page.StackResourceSummaries, next: page.NextToken };
    });
  } catch (error) {
    if (isMissingStack(error)) return undefined;
    throw error;
  }
}

/** The resources of a stack by lasting logical id; undefined if there is no such stack. */
export async function listStack(
  client: CloudFormationClient,
  StackName: string,
): Promise<ReadonlyMap<string, StackResourceSummary> | undefined> {
  const found = await listResources(client, StackName);
  return found && new Map(found.map((each) => [toLastingId(each.LogicalResourceId ?? ''), each]));
}

/** CloudFormation has no error type for it: `Stack with id … does not exist`. */
export function isMissingStack(error: unknown): boolean {
  return (error as Error).message.includes('does not exist');
}
