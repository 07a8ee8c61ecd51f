import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRoles } from '@tradepost/compiled-service/roles/read-roles';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { createCallRecorder } from '@tradepost/local/permissions/call-records';
import { packagedServices } from '@tradepost/testing/service-templates';
import { describeFault } from './check-privileges/describe-fault.ts';
import { findFaults } from './check-privileges/find-faults.ts';

const SLOW_MS = 120_000;
const LOG = 'arn:aws:dynamodb:us-east-1:000000000000:table/tradepost-dev-orders-events';
const placeOrder = { holder: 'function:tradepost-dev-orders-place-order' as const, resource: LOG };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tradepost-calls-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the gate as CI does, with the calls recorded in `folder`. */
function check(): Promise<{ readonly code: number; readonly output: string }> {
  const script = join(import.meta.dirname, 'check-privileges.ts');
  const env = { ...process.env, RECORD_CALLS: folder };
  return new Promise((resolve) => {
    execFile(process.execPath, [script], { env }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
    });
  });
}

describe('check:privileges', () => {
  it(
    'fails if no calls are recorded, and prints how to record them',
    async () => {
      const { code, output } = await check();
      expect(code).toBe(1);
      expect(output).toContain(`No calls are recorded in ${folder}.`);
      expect(output).toContain(`RECORD_CALLS=${folder} npm test`);
    },
    SLOW_MS,
  );

  it(
    'fails for a recorded call that the role does not allow, and for unused permissions',
    async () => {
      const record = createCallRecorder(folder);
      record({ ...placeOrder, action: 'dynamodb:PutItem', allowed: true });
      record({ ...placeOrder, action: 'dynamodb:DeleteItem', allowed: false });
      const { code, output } = await check();
      expect(code).toBe(1);
      expect(output).toContain(
        `function:tradepost-dev-orders-place-order calls dynamodb:DeleteItem on ${LOG}, which its role does not allow. ` +
          'Allow it in services/orders/src/http/place-order.yml, or remove the call.',
      );
      expect(output).toContain(
        `function:tradepost-dev-orders-place-order may dynamodb:Query on ${LOG}, which no test`,
      );
      expect(output).not.toContain('function:tradepost-dev-orders-place-order may dynamodb:PutItem');
    },
    SLOW_MS,
  );
});

describe('an unused permission added to a compiled template', () => {
  it(
    'is reported with its file',
    async () => {
      const services = structuredClone(await packagedServices(['orders', 'platform']));
      const planted = {
        Effect: 'Allow',
        Action: 'sqs:DeleteMessage',
        Resource: { 'Fn::GetAtt': ['CommandsInbox', 'Arn'] },
      };
      const before = findFaults({ ...nothingRecorded, roles: readRoles(services, PLACEHOLDER_ADDRESSES) });
      plant(services, planted);
      const after = findFaults({ ...nothingRecorded, roles: readRoles(services, PLACEHOLDER_ADDRESSES) });
      const known = new Set(before.map((fault) => describeFault(fault, services)));
      const found = after.map((fault) => describeFault(fault, services)).filter((fault) => !known.has(fault));
      expect(found).toEqual([
        'function:tradepost-dev-orders-place-order may sqs:DeleteMessage on ' +
          'arn:aws:sqs:us-east-1:000000000000:tradepost-dev-orders-commands, which no test uses. Remove it from ' +
          'services/orders/src/http/place-order.yml, write a test that uses it, or list it with its reason in ' +
          'packages/gates/src/check-privileges/unused-permissions.ts.',
      ]);
    },
    SLOW_MS,
  );
});

const nothingRecorded = { recorded: [], serviceCalls: [], exceptions: [] };

type Policies = readonly { readonly PolicyDocument: { readonly Statement: object[] } }[];

function plant(services: Awaited<ReturnType<typeof packagedServices>>, statement: object): void {
  const orders = services.find(({ name }) => name === 'orders');
  const role = orders?.template.Resources['PlaceOrderIamRoleLambdaExecution'];
  const [policy] = (role?.Properties?.['Policies'] ?? []) as Policies;
  policy?.PolicyDocument.Statement.push(statement);
}
