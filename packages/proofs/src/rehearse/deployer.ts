import { forEach } from '@tradepost/command-line/for-each';
import type { Progress } from '@tradepost/command-line/progress';
import type { AwsClients } from '@tradepost/deployment/aws/clients';
import { inDeploymentOrder } from '@tradepost/deployment/services';
import { findRefusals } from './aws-refusals.ts';
import { INJECTED_FAILURE } from './inject-failure.ts';
import type { Release, ReleasedService } from './release.ts';
import { EMULATOR, type Serverless } from './serverless.ts';
import { resourcesOf, settledStatus } from './stacks.ts';

/** Deploys and removes services by the Serverless Framework. */
export type Deployer = {
  /** Deploys services of a release: the platform first, then the others, several at once. */
  readonly deploy: (release: Release, services: readonly string[]) => Promise<void>;
  /** Begins the same deployment, but makes it fail, and waits for the end of the rollback. */
  readonly fail: (release: Release, services: readonly string[]) => Promise<void>;
  /** Removes services, several at once, and the platform last. */
  readonly remove: (release: Release, services: readonly string[]) => Promise<void>;
};

export type DeployerConfig = {
  readonly serverless: Serverless;
  readonly clients: AwsClients;
  readonly progress: Progress;
};

/** More at once are no faster on two cores: the framework and the emulator use one each. */
const AT_ONCE = 2;

/** Creates a deployer. Its functions throw Error if a deployment fails, or if AWS would refuse it. */
export function createDeployer({ serverless, clients, progress }: DeployerConfig): Deployer {
  const refuse = async (release: Release, service: string): Promise<void> => {
    const stack = stackOf(release, service);
    const deployed = (await resourcesOf(clients, stack)).map(
      ({ LogicalResourceId = '' }) => LogicalResourceId,
    );
    const { template } = find(release, service);
    const refusals = await findRefusals(clients, EMULATOR, service, template, deployed);
    if (refusals.length > 0) throw new Error(`AWS refuses to deploy ${stack}:\n${refusals.join('\n')}`);
  };
  const each = async (
    what: string,
    groups: readonly (readonly string[])[],
    act: (service: string) => Promise<void>,
  ): Promise<void> => {
    progress.begin(what, groups.flat().length, 'services');
    for (const group of groups)
      await forEach(group, AT_ONCE, async (service) => {
        await act(service);
        progress.advance();
      });
    progress.end();
  };
  return {
    deploy: (release, services) =>
      each(`deploying to ${release.stage}`, inOrder(services), async (service) => {
        const released = find(release, service);
        await refuse(release, service);
        await serverless.deploy(released.dir, released.packageDir, release.stage);
      }),
    fail: (release, services) =>
      each(`failing on ${release.stage}`, inOrder(services), async (service) => {
        const released = find(release, service);
        const stack = stackOf(release, service);
        await refuse(release, service);
        const failure = await serverless.deploy(released.dir, released.failingDir, release.stage).then(
          () => undefined,
          (error: Error) => error,
        );
        if (failure === undefined) throw new Error(`the deployment of ${stack} did not fail`);
        // The framework ends with the first failure that it sees, which must be the injected one.
        if (!failure.message.includes(INJECTED_FAILURE)) throw failure;
        const status = await settledStatus(clients, stack);
        if (!status.endsWith('ROLLBACK_COMPLETE')) throw new Error(`${stack} is ${status}`);
      }),
    remove: (release, services) =>
      each(`removing from ${release.stage}`, inOrder(services).toReversed(), (service) =>
        serverless.remove(find(release, service).dir, release.stage),
      ),
  };
}

/** The name of a service's stack. */
export function stackOf({ stage }: Release, service: string): string {
  return `tradepost-${stage}-${service}`;
}

function inOrder(services: readonly string[]): readonly (readonly string[])[] {
  return inDeploymentOrder(services, (name) => name);
}

function find({ services }: Release, service: string): ReleasedService {
  const found = services.get(service);
  if (found === undefined) throw new Error(`there is no service ${service}`);
  return found;
}
