import { CHECK_SOURCE } from '@tradepost/lambda/base-middleware';
import { deploymentHook } from '@tradepost/lambda/messages/deployment-hook';
import type { Deployer } from '../adapters/deployer.ts';
import { getDeployer } from '../deps.ts';

export const handler = deploymentHook({
  check: (deploymentId, signal) => checkVersion(deploymentId, signal, getDeployer()),
  report: (hook, isWell) => getDeployer().report(hook, isWell),
});

/**
 * Invokes the version of a deployment with an event to which every Middy stack responds itself. It fails if the code does
 * not load with the role and environment of the version.
 *
 * @returns true if the version may get traffic
 * @throws if the deployment or the version is not found, or if `signal` aborts
 */
export async function checkVersion(
  deploymentId: string,
  signal: AbortSignal,
  { targetOf, invoke }: Pick<Deployer, 'targetOf' | 'invoke'>,
): Promise<boolean> {
  const { functionName, version } = await targetOf(deploymentId, signal);
  return invoke(functionName, version, { source: CHECK_SOURCE }, signal);
}
