import middy from '@middy/core';
import { toError } from '../errors.ts';
import { logAndRethrow } from '../log/log-and-rethrow.ts';
import { createLogger, invocationKeys, type Logger } from '../log/logger.ts';
import { withTimeLimit } from '../time-limit.ts';

/** The execution of a hook in a deployment of CodeDeploy. */
export type HookExecution = { readonly deploymentId: string; readonly hookExecutionId: string };

type Hook = {
  /** Returns true if the version of a deployment may get traffic; `signal` aborts when the time of the check is over. */
  readonly check: (deploymentId: string, signal: AbortSignal) => Promise<boolean>;
  /** Reports the result to CodeDeploy. */
  readonly report: (hook: HookExecution, isHealthy: boolean) => Promise<void>;
};

/** @see https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html */
type HookEvent = { readonly DeploymentId: string; readonly LifecycleEventHookExecutionId: string };

/** Time reserved for the report within the function's timeout, in milliseconds. */
export const REPORT_MS = 10_000;

/**
 * The stack of a function that CodeDeploy invokes before a version gets traffic. CodeDeploy waits an hour for a report,
 * so a check that throws or takes too long is reported as a failure.
 *
 * @throws if the report fails; Lambda then runs the function again
 */
export function deploymentHook({ check, report }: Hook) {
  return middy<HookEvent, void>().handler(
    async ({ DeploymentId: deploymentId, LifecycleEventHookExecutionId: hookExecutionId }, context) => {
      const logger = createLogger(invocationKeys(context));
      const checkMs = Math.max(0, context.getRemainingTimeInMillis() - REPORT_MS);
      const isHealthy = await withTimeLimit(checkMs, (signal) => check(deploymentId, signal)).catch(
        (thrown: unknown) => toFailure(thrown, logger),
      );
      await logAndRethrow(
        () => logger,
        'version could not be reported',
        () => report({ deploymentId, hookExecutionId }, isHealthy),
      );
      logger.info(isHealthy ? 'version is accepted' : 'version is rejected');
    },
  );
}

function toFailure(thrown: unknown, logger: Logger): false {
  logger.error('version could not be checked', toError(thrown));
  return false;
}
