import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { subjectOf } from '@tradepost/testing/claims';
import { runTradepost } from '@tradepost/testing/cloud/run-script';
import { startTestCloud, type TestCloud } from '@tradepost/testing/cloud/with-cloud';
import { type CloudAws, connectAws } from '../audit/cloud-aws.ts';
import { createShop, type Shop } from './shop.ts';

const TableName = 'tradepost-dev-operations-audit';

let cloud: TestCloud;
let shop: Shop;
let aws: CloudAws;
let lambda: LambdaClient;

beforeAll(async () => {
  cloud = await startTestCloud({ enforcePermissions: true });
  shop = createShop(cloud.url);
  aws = connectAws(cloud.dataDir);
  lambda = new LambdaClient(cloud.aws);
  await shop.sell('AUDITED', 5);
});
afterAll(async () => {
  lambda?.destroy();
  aws?.close();
  await shop?.api.close();
  await cloud?.stop();
});

const list = (...args: string[]) => runTradepost(['audit', 'list', ...args, '--url', cloud.url]).ended;
const verify = () => runTradepost(['audit', 'verify', '--data', cloud.dataDir]).ended;

describe('pnpm tradepost audit', () => {
  it('lists who did what', async () => {
    const { code, stdout } = await list('--target', 'stock/AUDITED');
    expect(code).toBe(0);
    expect(stdout).toContain(`StockCounted  ${subjectOf(await cloud.token())}  stock/AUDITED`);
    expect((await list('--actor', 'nobody')).stdout).toBe('');
    expect(await list('--act', 'Everything')).toMatchObject({ code: 1 });
  });

  it('verifies the log with its signed anchors, and finds an entry that was deleted', async () => {
    const FunctionName = 'tradepost-dev-operations-anchor-audit-log';
    expect(await lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }))).toMatchObject({
      StatusCode: 200,
    });
    const intact = await verify();
    expect(intact).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/1 anchors.* The audit log is intact\.\n$/),
    });

    const { Items: [entry] = [] } = await aws.documents.send(
      new QueryCommand({
        ...{ TableName, IndexName: 'by-target', KeyConditionExpression: 'target = :target' },
        ExpressionAttributeValues: { ':target': 'stock/AUDITED' },
      }),
    );
    const { pk, sk } = entry ?? {};
    await aws.documents.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
    const damaged = await verify();
    expect(damaged.code).toBe(1);
    expect(damaged.stdout).toContain(String(pk));
    expect(damaged.stdout).toMatch(/^(entry-missing|head-ahead|anchored-missing)/);
  });
});
