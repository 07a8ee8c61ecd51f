import { localEnvironment } from '@tradepost/compiled-service/local-environment';
import { runFramework } from '@tradepost/compiled-service/packaging/framework';

/** The commands of the Serverless Framework, run in a service's folder. */
export type Serverless = {
  readonly deploy: (serviceDir: string, packageDir: string, stage: string) => Promise<void>;
  readonly remove: (serviceDir: string, stage: string) => Promise<void>;
};

/** Account, region and credentials of the emulator, which accepts any credentials. */
export const EMULATOR = {
  account: '000000000000',
  region: 'us-east-1',
  credentials: { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal' },
};

/**
 * @param endpoint URL of the AWS APIs, with an IP address: the framework then names a bucket in the path, not in the host
 * @throws from each of its functions Error with the framework's output, if the command fails
 */
export function createServerless(endpoint: string): Serverless {
  const env: NodeJS.ProcessEnv = {
    ...localEnvironment(),
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: EMULATOR.region,
    AWS_ACCESS_KEY_ID: EMULATOR.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: EMULATOR.credentials.secretAccessKey,
    // How often the framework polls a stack, in milliseconds. The emulator's stacks are complete at once.
    SLS_AWS_MONITORING_FREQUENCY: '200',
  };
  return {
    deploy: (serviceDir, packageDir, stage) =>
      runFramework(serviceDir, ['deploy', '--package', packageDir, '--stage', stage], { env }),
    remove: (serviceDir, stage) => runFramework(serviceDir, ['remove', '--stage', stage], { env }),
  };
}
