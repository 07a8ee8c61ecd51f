import type { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { createDeployer } from '../deployer.ts';
import { checkVersion } from './check-version.ts';

const APP_SPEC = {
  version: 0.0,
  Resources: [
    {
      PlaceOrder: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Name: 'tradepost-prod-orders-place-order',
          Alias: 'live',
          CurrentVersion: '4',
          TargetVersion: '5',
        },
      },
    },
  ],
};
const DEPLOYMENT = { deploymentId: 'd-1', hookExecutionId: 'hook-1' };

/** Answers as AWS's services do, and keeps what they were asked. */
function awsWith(revision: object, functionError?: string) {
  const asked: unknown[] = [];
  const answer = async (command: { readonly input: object }) => {
    asked.push(command.input);
    return { deploymentInfo: { revision }, FunctionError: functionError };
  };
  const client = { send: answer };
  return {
    asked,
    deployer: createDeployer(client as unknown as CodeDeployClient, client as unknown as LambdaClient),
  };
}

describe('When a new version is to get traffic', () => {
  it('is called, and CodeDeploy is told that it is well', async () => {
    const { asked, deployer } = awsWith({ appSpecContent: { content: JSON.stringify(APP_SPEC) } });
    expect(await checkVersion(DEPLOYMENT, deployer)).toBe(true);
    expect(asked).toEqual([
      { deploymentId: 'd-1' },
      {
        FunctionName: 'tradepost-prod-orders-place-order',
        Qualifier: '5',
        Payload: '{"source":"tradepost.check-version"}',
      },
      { deploymentId: 'd-1', lifecycleEventHookExecutionId: 'hook-1', status: 'Succeeded' },
    ]);
  });

  it('is refused where it ends with an error', async () => {
    const { asked, deployer } = awsWith({ string: { content: JSON.stringify(APP_SPEC) } }, 'Unhandled');
    expect(await checkVersion(DEPLOYMENT, deployer)).toBe(false);
    expect(asked.at(-1)).toMatchObject({ status: 'Failed' });
  });

  it('is not guessed where the deployment names none', async () => {
    const { deployer } = awsWith({ appSpecContent: { content: '{"Resources": []}' } });
    await expect(checkVersion(DEPLOYMENT, deployer)).rejects.toThrow(
      'the deployment d-1 is not of a function’s version',
    );
  });
});
