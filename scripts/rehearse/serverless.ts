import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { localEnvironment } from '@tradepost/local/local-environment';

/** The Serverless Framework, as a person runs it in a service's folder. */
export type Serverless = {
  /** `serverless package`: into a folder, with parameters that beat those of the stage. */
  readonly package: (
    serviceDir: string,
    packageDir: string,
    params?: Readonly<Record<string, string>>,
  ) => Promise<void>;
  /** `serverless deploy` of what was packaged. */
  readonly deploy: (serviceDir: string, packageDir: string) => Promise<void>;
  /** `serverless remove` */
  readonly remove: (serviceDir: string) => Promise<void>;
};

const run = promisify(execFile);
const TIMEOUT_MS = 300_000;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/**
 * @param endpoint where AWS is, as an IP address: the framework then asks for a bucket by its path, not by a host name
 * @throws from each of its functions Error with the framework's own output, where it fails
 */
export function createServerless(endpoint: string, stage: string): Serverless {
  const env: NodeJS.ProcessEnv = {
    ...localEnvironment(),
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'rehearsal',
    AWS_SECRET_ACCESS_KEY: 'rehearsal',
    // How often it looks, in milliseconds, whether a stack is ready: here one is at once.
    SLS_AWS_MONITORING_FREQUENCY: '500',
  };
  const serverless = async (serviceDir: string, args: readonly string[]): Promise<void> => {
    const bin = join(serviceDir, 'node_modules', 'serverless', 'bin', 'serverless.js');
    const options = { cwd: serviceDir, env, timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES };
    try {
      await run(process.execPath, [bin, ...args, '--stage', stage], options);
    } catch (error) {
      const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
      const said = `${stderr}${stdout}`.trim();
      throw new Error(`serverless ${args.join(' ')} in ${serviceDir} failed\n${said || message}`);
    }
  };
  return {
    package: (serviceDir, packageDir, params = {}) => {
      const chosen = Object.entries(params).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
      return serverless(serviceDir, ['package', '--package', packageDir, ...chosen]);
    },
    deploy: (serviceDir, packageDir) => serverless(serviceDir, ['deploy', '--package', packageDir]),
    remove: (serviceDir) => serverless(serviceDir, ['remove']),
  };
}
