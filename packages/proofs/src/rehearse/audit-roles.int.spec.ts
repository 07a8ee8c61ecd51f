import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateStackCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { compileServices } from '@tradepost/compiled-service/packaging/compile-services';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { createStacks } from '@tradepost/compiled-service/templates/stack';
import { type AwsClients, createAwsClients } from '@tradepost/deployment/aws/clients';
import { committedRoles } from '../../../../services/operations/src/adapters/committed-roles.ts';
import { createDeployedRoles } from '../../../../services/operations/src/adapters/deployed-roles.ts';
import { compareRoles } from '../../../../services/operations/src/domain/compare-roles.ts';
import { type Emulator, prepareEmulator } from './emulator.ts';
import { EMULATOR } from './serverless.ts';

const STAGE = 'jane';
const START_MS = 300_000;
const NAMES = ['orders', 'platform'];
const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const TRUST = (Principal: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
  });
const QUERY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'dynamodb:Query', Resource: '*' }],
});
const PLACE_ORDER = `tradepost-${STAGE}-orders-place-order`;

const start = await prepareEmulator(join(ROOT, 'node_modules', '.cache'));
const describeWithEmulator = typeof start === 'string' ? describe.skip : describe;

describeWithEmulator('the audit of roles, with the roles of a stage in an emulator of IAM', () => {
  let folder: string;
  let emulator: Emulator | undefined;
  let clients: AwsClients;
  const drifts = async () => {
    const deployed = await createDeployedRoles(clients.iam, { stage: STAGE, region: EMULATOR.region })();
    const found = compareRoles({ stage: STAGE, committed: committedRoles(), deployed, boundary: '' });
    return { roles: deployed.length, found };
  };

  beforeAll(async () => {
    if (typeof start === 'string') return;
    folder = await mkdtemp(join(tmpdir(), 'tradepost-roles-'));
    emulator = await start(folder);
    clients = createAwsClients({ ...EMULATOR, endpoint: emulator.url });
    for (const stack of createStacks(await compileServices(STAGE), PLACEHOLDER_ADDRESSES))
      if (NAMES.includes(stack.service.name)) await createRoles(clients, stack);
  }, START_MS);
  afterAll(async () => {
    for (const client of Object.values(clients)) client.destroy();
    await emulator?.stop();
    await rm(folder, { recursive: true });
  });

  it('finds no difference after a deployment', async () => {
    const { roles, found } = await drifts();
    expect(found).toEqual([]);
    expect(roles).toBeGreaterThan(10);
  });

  it('finds policies that were added, changed and deleted, another trust, an unknown and a missing role', async () => {
    const { iam } = clients;
    const lambda = `tradepost-orders-${STAGE}-lambda`;
    const change = (RoleName: string, PolicyName: string) =>
      iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: QUERY }));
    const removePolicy = (RoleName: string) =>
      iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: lambda }));
    await change(PLACE_ORDER, 'by-hand');
    await change(`tradepost-${STAGE}-orders-get-order`, lambda);
    await removePolicy(`tradepost-${STAGE}-orders-list-orders`);
    await iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: `tradepost-${STAGE}-orders-sweep-orders`,
        PolicyDocument: TRUST({ AWS: 'arn:aws:iam::111111111111:root' }),
      }),
    );
    await iam.send(
      new CreateRoleCommand({
        RoleName: `tradepost-${STAGE}-orders-back-door`,
        AssumeRolePolicyDocument: TRUST({ Service: 'lambda.amazonaws.com' }),
      }),
    );
    await removePolicy(`tradepost-${STAGE}-orders-cancel-order`);
    await iam.send(new DeleteRoleCommand({ RoleName: `tradepost-${STAGE}-orders-cancel-order` }));
    const policy = 'tradepost-orders-$'.concat('{stage}-lambda');
    expect(new Set((await drifts()).found)).toEqual(
      new Set([
        { role: 'orders-place-order', kind: 'POLICY_ADDED', policy: 'by-hand' },
        { role: 'orders-get-order', kind: 'POLICY_CHANGED', policy },
        { role: 'orders-list-orders', kind: 'POLICY_MISSING', policy },
        { role: 'orders-sweep-orders', kind: 'TRUST_CHANGED' },
        { role: 'orders-back-door', kind: 'ROLE_UNKNOWN' },
        { role: 'orders-cancel-order', kind: 'ROLE_MISSING' },
      ]),
    );
  });
});

/** Creates the roles of a service by CloudFormation, with references resolved: nothing else of it is there. */
async function createRoles(
  { cloudformation }: AwsClients,
  { stackName, resources, resolve }: ReturnType<typeof createStacks>[number],
): Promise<void> {
  const roles = Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
    .map(
      ([id, { Properties }]) => [id, { Type: 'AWS::IAM::Role', Properties: resolve(Properties) }] as const,
    );
  const TemplateBody = JSON.stringify({ Resources: Object.fromEntries(roles) });
  await cloudformation.send(new CreateStackCommand({ StackName: stackName, TemplateBody }));
  await waitUntilStackCreateComplete(
    { client: cloudformation, maxWaitTime: 60, minDelay: 1 },
    { StackName: stackName },
  );
}
