import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileServices } from '@tradepost/compiled-service/packaging/compile-services';
import { readRoles } from '@tradepost/compiled-service/roles/read-roles';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { createCallRecorder } from '@tradepost/local/permissions/call-records';
import { findFaults } from './check-privileges/find-faults.ts';
import { toFinding } from './check-privileges/to-finding.ts';
import { checkPrivileges } from './check-privileges.ts';

const SLOW_MS = 120_000;
const LOG = 'arn:aws:dynamodb:us-east-1:000000000000:table/tradepost-dev-orders-events';
const placeOrder = { holder: 'function:tradepost-dev-orders-place-order' as const, resource: LOG };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tradepost-calls-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('checkPrivileges', () => {
  it('is skipped if no calls are recorded, and prints how to record them', async () => {
    expect((await checkPrivileges(folder)).skipped).toEqual([
      expect.stringMatching(/^no calls are recorded in .* RECORD_CALLS=\S+ npm test$/),
    ]);
  });

  it(
    'finds a recorded call that the role does not allow, and unused permissions',
    async () => {
      const record = createCallRecorder(folder);
      record({ ...placeOrder, action: 'dynamodb:PutItem', allowed: true });
      record({ ...placeOrder, action: 'dynamodb:DeleteItem', allowed: false });
      const { findings } = await checkPrivileges(folder);
      expect(findings).toContainEqual({
        place: placeOrder.holder,
        detail: `calls dynamodb:DeleteItem on ${LOG}, which its role does not allow`,
        fix: 'Allow it in services/orders/src/http/place-order.yml, or remove the call.',
      });
      const unused = findings.filter(({ place }) => place === placeOrder.holder).map(({ detail }) => detail);
      expect(unused).toContain(`may dynamodb:Query on ${LOG}, which no test uses`);
      expect(unused).not.toContain(`may dynamodb:PutItem on ${LOG}, which no test uses`);
    },
    SLOW_MS,
  );
});

describe('an unused permission added to a compiled template', () => {
  it(
    'is reported with its file',
    async () => {
      const services = structuredClone(
        await compileServices('dev', { names: ['customers', 'identity', 'orders', 'platform'] }),
      );
      const planted = {
        Effect: 'Allow',
        Action: 'sqs:DeleteMessage',
        Resource: { 'Fn::GetAtt': ['CommandsInbox', 'Arn'] },
      };
      const before = findFaults({ ...nothingRecorded, roles: readRoles(services, PLACEHOLDER_ADDRESSES) });
      plant(services, planted);
      const after = findFaults({ ...nothingRecorded, roles: readRoles(services, PLACEHOLDER_ADDRESSES) });
      const known = new Set(before.map((fault) => JSON.stringify(toFinding(fault, services))));
      const found = after.map((fault) => toFinding(fault, services));
      expect(found.filter((finding) => !known.has(JSON.stringify(finding)))).toEqual([
        {
          place: placeOrder.holder,
          detail:
            'may sqs:DeleteMessage on arn:aws:sqs:us-east-1:000000000000:tradepost-dev-orders-commands, which no test uses',
          fix: expect.stringContaining(
            'Remove it from services/orders/src/http/place-order.yml, write a test',
          ),
        },
      ]);
    },
    SLOW_MS,
  );
});

const nothingRecorded = { recorded: [], serviceCalls: [], exceptions: [] };

type Policies = readonly { readonly PolicyDocument: { readonly Statement: object[] } }[];

function plant(services: Awaited<ReturnType<typeof compileServices>>, statement: object): void {
  const orders = services.find(({ name }) => name === 'orders');
  const role = orders?.template.Resources['PlaceOrderIamRoleLambdaExecution'];
  const [policy] = (role?.Properties?.['Policies'] ?? []) as Policies;
  policy?.PolicyDocument.Statement.push(statement);
}
