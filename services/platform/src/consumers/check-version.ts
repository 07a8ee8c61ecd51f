import { deploymentHook, type VersionToCheck } from '@tradepost/lambda/deployment-hook';
import { CHECK_SOURCE } from '@tradepost/lambda/every-stack';
import { type Deployer, deployer } from '../deployer.ts';

export const handler = deploymentHook((version) => checkVersion(version, deployer()));

/**
 * Calls a version that is to get traffic, with an event that every stack answers itself: whether its code loads at
 * all, under its role and with its environment.
 *
 * @returns whether it may have traffic
 */
export async function checkVersion(
  { deploymentId, hookExecutionId }: VersionToCheck,
  { targetOf, invoke, report }: Deployer,
): Promise<boolean> {
  const { functionName, version } = await targetOf(deploymentId);
  const isWell = await invoke(functionName, version, { source: CHECK_SOURCE });
  await report(deploymentId, hookExecutionId, isWell);
  return isWell;
}
