import {
  type CodeDeployClient,
  GetDeploymentCommand,
  PutLifecycleEventHookExecutionStatusCommand,
} from '@aws-sdk/client-codedeploy';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { HookExecution } from '@tradepost/lambda/messages/deployment-hook';

/** Access to deployments in CodeDeploy and Lambda. */
export type Deployer = {
  /** Returns the version to which a deployment shifts traffic. Throws Error if the deployment is of another kind. */
  readonly targetOf: (
    deploymentId: string,
    signal: AbortSignal,
  ) => Promise<{ readonly functionName: string; readonly version: string }>;
  /** Invokes a version. Returns true if it responded without an error. */
  readonly invoke: (
    functionName: string,
    version: string,
    event: object,
    signal: AbortSignal,
  ) => Promise<boolean>;
  readonly report: (hook: HookExecution, isWell: boolean) => Promise<void>;
};

export function createDeployer(
  codeDeploy: Pick<CodeDeployClient, 'send'>,
  lambda: Pick<LambdaClient, 'send'>,
): Deployer {
  return {
    targetOf: async (deploymentId, abortSignal) => {
      const { deploymentInfo } = await codeDeploy.send(new GetDeploymentCommand({ deploymentId }), {
        abortSignal,
      });
      const { appSpecContent, string } = deploymentInfo?.revision ?? {};
      return targetIn(appSpecContent?.content ?? string?.content ?? '{}', deploymentId);
    },
    invoke: async (FunctionName, Qualifier, event, abortSignal) => {
      const Payload = JSON.stringify(event);
      const { FunctionError } = await lambda.send(new InvokeCommand({ FunctionName, Qualifier, Payload }), {
        abortSignal,
      });
      return FunctionError === undefined;
    },
    report: async ({ deploymentId, hookExecutionId: lifecycleEventHookExecutionId }, isWell) => {
      const status = isWell ? 'Succeeded' : 'Failed';
      await codeDeploy.send(
        new PutLifecycleEventHookExecutionStatusCommand({
          deploymentId,
          lifecycleEventHookExecutionId,
          status,
        }),
      );
    },
  };
}

/**
 * Reads the application specification that CloudFormation writes for a function.
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html
 */
function targetIn(content: string, deploymentId: string) {
  type Named = { readonly Properties?: { readonly Name?: string; readonly TargetVersion?: string } };
  const { Resources = [] } = JSON.parse(content) as { readonly Resources?: readonly Record<string, Named>[] };
  const { Name: functionName, TargetVersion: version } =
    Resources.flatMap((resource) => Object.values(resource))[0]?.Properties ?? {};
  if (functionName === undefined || version === undefined)
    throw new Error(`the deployment ${deploymentId} has no version of a function`);
  return { functionName, version };
}
