import type { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { createDeployer } from '../adapters/deployer.ts';
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
const { signal } = new AbortController();

/** A deployer whose CodeDeploy has this revision and whose Lambda returns this error; `requests` has their inputs. */
function awsWith(revision: object, functionError?: string) {
  const requests: unknown[] = [];
  const send = async (
    command: { readonly input: object },
    options?: { readonly abortSignal?: AbortSignal },
  ) => {
    requests.push(options?.abortSignal === signal ? command.input : 'a request without the signal');
    return { deploymentInfo: { revision }, FunctionError: functionError };
  };
  const client = { send };
  return {
    requests,
    deployer: createDeployer(client as unknown as CodeDeployClient, client as unknown as LambdaClient),
  };
}

describe('checkVersion', () => {
  it('invokes the new version', async () => {
    const { requests, deployer } = awsWith({ appSpecContent: { content: JSON.stringify(APP_SPEC) } });
    expect(await checkVersion('d-1', signal, deployer)).toBe(true);
    expect(requests).toEqual([
      { deploymentId: 'd-1' },
      {
        FunctionName: 'tradepost-prod-orders-place-order',
        Qualifier: '5',
        Payload: '{"source":"tradepost.check-version"}',
      },
    ]);
  });

  it('rejects a version that ends with an error', async () => {
    const { deployer } = awsWith({ string: { content: JSON.stringify(APP_SPEC) } }, 'Unhandled');
    expect(await checkVersion('d-1', signal, deployer)).toBe(false);
  });

  it('throws for a deployment without a version', async () => {
    const { deployer } = awsWith({ appSpecContent: { content: '{"Resources": []}' } });
    await expect(checkVersion('d-1', signal, deployer)).rejects.toThrow(
      'the deployment d-1 has no version of a function',
    );
  });
});

describe('createDeployer', () => {
  it.each([
    [true, 'Succeeded'],
    [false, 'Failed'],
  ])('reports the result %s to CodeDeploy as %s', async (isWell, status) => {
    const inputs: unknown[] = [];
    const client = { send: async ({ input }: { readonly input: object }) => void inputs.push(input) };
    const deployer = createDeployer(client as unknown as CodeDeployClient, client as unknown as LambdaClient);
    await deployer.report({ deploymentId: 'd-1', hookExecutionId: 'hook-1' }, isWell);
    expect(inputs).toEqual([{ deploymentId: 'd-1', lifecycleEventHookExecutionId: 'hook-1', status }]);
  });

  it('reports a result only after CodeDeploy has it: Lambda stops a function that has ended', async () => {
    const failing = { send: () => Promise.reject(new Error('no such deployment')) };
    const deployer = createDeployer(
      failing as unknown as CodeDeployClient,
      failing as unknown as LambdaClient,
    );
    await expect(deployer.report({ deploymentId: 'd-1', hookExecutionId: 'hook-1' }, true)).rejects.toThrow(
      'no such deployment',
    );
  });
});
