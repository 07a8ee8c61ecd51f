import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { localEnvironment } from '@tradepost/compiled-service/local-environment';

/** A stage, with parameters (`name=value`) that take precedence over its own. */
export type Target = { readonly stage: string; readonly params: readonly string[] };

/** The commands of the Serverless Framework, run in a service's folder. */
export type Serverless = {
  /** With `bundlesDir`, takes the bundled functions of that folder instead of bundling them. */
  readonly package: (
    serviceDir: string,
    packageDir: string,
    target: Target,
    bundlesDir?: string,
  ) => Promise<void>;
  /** Deploys a package. */
  readonly deploy: (serviceDir: string, packageDir: string, stage: string) => Promise<void>;
  readonly remove: (serviceDir: string, stage: string) => Promise<void>;
};

/** Account, region and credentials of the emulator, which accepts any credentials. */
export const EMULATOR = {
  account: '000000000000',
  region: 'us-east-1',
  credentials: { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal' },
};

type ProcessOptions = {
  readonly nodeOptions?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
};

const run = promisify(execFile);
const SKIP_BUNDLING = import.meta.resolve('@tradepost/compiled-service/packaging/skip-bundling');
const TIMEOUT_MS = 300_000;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

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
  const serverless = async (
    serviceDir: string,
    args: readonly string[],
    { nodeOptions = [], variables = {} }: ProcessOptions = {},
  ): Promise<void> => {
    const bin = join(serviceDir, 'node_modules', 'serverless', 'bin', 'serverless.js');
    const options = {
      cwd: serviceDir,
      env: { ...env, ...variables },
      timeout: TIMEOUT_MS,
      maxBuffer: MAX_OUTPUT_BYTES,
    };
    try {
      await run(process.execPath, [...nodeOptions, bin, ...args], options);
    } catch (error) {
      const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
      const output = `${stderr}${stdout}`.trim();
      throw new Error(`serverless ${args.join(' ')} in ${serviceDir} failed\n${output || message}`);
    }
  };
  return {
    package: (serviceDir, packageDir, { stage, params }, bundlesDir) => {
      const overrides = params.flatMap((param) => ['--param', param]);
      return serverless(
        serviceDir,
        ['package', '--package', packageDir, '--stage', stage, ...overrides],
        bundlesDir === undefined
          ? {}
          : { nodeOptions: [`--import=${SKIP_BUNDLING}`], variables: { BUNDLES_DIR: bundlesDir } },
      );
    },
    deploy: (serviceDir, packageDir, stage) =>
      serverless(serviceDir, ['deploy', '--package', packageDir, '--stage', stage]),
    remove: (serviceDir, stage) => serverless(serviceDir, ['remove', '--stage', stage]),
  };
}
