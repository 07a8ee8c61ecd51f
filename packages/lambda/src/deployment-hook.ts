import middy from '@middy/core';
import { createLogger, invocationKeys } from './logger.ts';
import { throwing } from './throwing.ts';

/** Of which deployment CodeDeploy wants to hear, and as what. */
export type VersionToCheck = { readonly deploymentId: string; readonly hookExecutionId: string };

/** @see https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html */
type HookEvent = { readonly DeploymentId: string; readonly LifecycleEventHookExecutionId: string };

/**
 * The stack of a function that CodeDeploy calls before a version gets traffic. What it throws, or never reports,
 * CodeDeploy takes for a failure, and rolls back.
 *
 * @param check tells CodeDeploy itself, and returns whether all was well
 */
export function deploymentHook(check: (version: VersionToCheck) => Promise<boolean>) {
  return middy<HookEvent, void>().handler(
    async ({ DeploymentId: deploymentId, LifecycleEventHookExecutionId: hookExecutionId }, context) => {
      const logger = createLogger(invocationKeys(context));
      const isWell = await throwing(
        () => logger,
        'version could not be checked',
        () => check({ deploymentId, hookExecutionId }),
      );
      logger.info(isWell ? 'version is well' : 'version is refused');
    },
  );
}
