import {
  CodeDeployClient,
  GetDeploymentCommand,
  PutLifecycleEventHookExecutionStatusCommand,
} from '@aws-sdk/client-codedeploy';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

/** What is known and done about deployments, of CodeDeploy and Lambda. It stands apart, as the one function's that needs it. */
export type Deployer = {
  /** The version that a deployment is to give traffic to. Throws where the deployment is of another kind. */
  readonly targetOf: (
    deploymentId: string,
  ) => Promise<{ readonly functionName: string; readonly version: string }>;
  /** Calls a version, and tells whether it answered without an error. */
  readonly invoke: (functionName: string, version: string, event: object) => Promise<boolean>;
  readonly report: (deploymentId: string, hookExecutionId: string, isWell: boolean) => Promise<void>;
};

let memo: Deployer | undefined;

/** The deployer of this function instance, made at first use. */
export function deployer(): Deployer {
  memo ??= createDeployer(new CodeDeployClient({}), new LambdaClient({}));
  return memo;
}

export function createDeployer(
  codeDeploy: Pick<CodeDeployClient, 'send'>,
  lambda: Pick<LambdaClient, 'send'>,
): Deployer {
  return {
    targetOf: async (deploymentId) => {
      const { deploymentInfo } = await codeDeploy.send(new GetDeploymentCommand({ deploymentId }));
      const { appSpecContent, string } = deploymentInfo?.revision ?? {};
      return targetIn(appSpecContent?.content ?? string?.content ?? '{}', deploymentId);
    },
    invoke: async (FunctionName, Qualifier, event) => {
      const Payload = JSON.stringify(event);
      const { FunctionError } = await lambda.send(new InvokeCommand({ FunctionName, Qualifier, Payload }));
      return FunctionError === undefined;
    },
    report: async (deploymentId, lifecycleEventHookExecutionId, isWell) => {
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
 * The application specification that CloudFormation writes for a function.
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html
 */
function targetIn(content: string, deploymentId: string) {
  type Named = { readonly Properties?: { readonly Name?: string; readonly TargetVersion?: string } };
  const { Resources = [] } = JSON.parse(content) as { readonly Resources?: readonly Record<string, Named>[] };
  const { Name: functionName, TargetVersion: version } =
    Resources.flatMap((resource) => Object.values(resource))[0]?.Properties ?? {};
  if (functionName === undefined || version === undefined)
    throw new Error(`the deployment ${deploymentId} is not of a function’s version`);
  return { functionName, version };
}
