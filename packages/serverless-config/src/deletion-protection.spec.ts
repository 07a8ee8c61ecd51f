import { createRequire } from 'node:module';
import { Readable } from 'node:stream';

type Protected = {
  readonly Type: string;
  readonly Properties: {
    readonly DeletionProtectionEnabled?: boolean;
    readonly DeletionProtection?: string;
    readonly [property: string]: unknown;
  };
};
const DeletionProtection = createRequire(import.meta.url)('../deletion-protection.cjs') as new (
  serverless: object,
  options: object,
  utils: object,
) => { readonly hooks: Readonly<Record<string, () => Promise<void>>> };

const table = (TableName: string, DeletionProtectionEnabled = true): Protected => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: { TableName, DeletionProtectionEnabled },
});

/** Runs the plugin where a stack has resources with these statuses; `requests` counts what CloudFormation was asked. */
async function deploy(
  Resources: Readonly<Record<string, Protected>>,
  statuses: Readonly<Record<string, string>>,
) {
  const notices: string[] = [];
  let requests = 0;
  const members = Object.entries(statuses).map(
    ([id, status]) =>
      `<member><LogicalResourceId>${id}</LogicalResourceId><ResourceStatus>${status}</ResourceStatus></member>`,
  );
  const handle = async () => {
    // One resource on each page.
    const member = members[requests];
    requests += 1;
    const next = requests < members.length ? `<NextToken>${requests}</NextToken>` : '';
    const result = `<StackResourceSummaries>${member ?? ''}</StackResourceSummaries>${next}`;
    const body = `<ListStackResourcesResponse><ListStackResourcesResult>${result}</ListStackResourcesResult></ListStackResourcesResponse>`;
    return { response: { statusCode: 200, headers: {}, body: Readable.from([Buffer.from(body)]) } };
  };
  const provider = {
    naming: { getStackName: () => 'tradepost-prod-orders' },
    getAwsSdkV3Config: async () => ({
      region: 'us-east-1',
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
      requestHandler: { handle },
    }),
  };
  const serverless = {
    service: { provider: { compiledCloudFormationTemplate: { Resources } } },
    getProvider: () => provider,
  };
  const plugin = new DeletionProtection(
    serverless,
    {},
    { log: { notice: (text: string) => notices.push(text) } },
  );
  await plugin.hooks['before:aws:deploy:deploy:checkForChanges']?.();
  const enabled = Object.values(Resources).map(
    ({ Properties }) => Properties.DeletionProtectionEnabled ?? Properties.DeletionProtection,
  );
  return { enabled, notices, requests };
}

describe('The deletion protection of a table', () => {
  it('is off in the deployment that creates the table, which is reported', async () => {
    const { enabled, notices } = await deploy(
      { EventsTable: table('tradepost-prod-orders-events') },
      { ServerlessDeploymentBucket: 'CREATE_COMPLETE' },
    );
    expect(enabled).toEqual([false]);
    expect(notices).toEqual([
      'New tables and user pools, without deletion protection until the next deployment: tradepost-prod-orders-events',
    ]);
  });

  it.each(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'IMPORT_COMPLETE', 'UPDATE_FAILED'])(
    'is on once the table exists (%s)',
    async (status) => {
      const resources = { EventsTable: table('events'), ViewsTable: table('views') };
      const { enabled, notices } = await deploy(resources, {
        Bucket: 'CREATE_COMPLETE',
        EventsTable: status,
      });
      expect(enabled).toEqual([true, false]);
      expect(notices).toHaveLength(1);
    },
  );

  it.each(['DELETE_COMPLETE', 'DELETE_SKIPPED', 'CREATE_FAILED'])(
    'is off again after a deployment whose table was rolled back (%s)',
    async (status) => {
      const { enabled } = await deploy({ EventsTable: table('events') }, { EventsTable: status });
      expect(enabled).toEqual([false]);
    },
  );

  it('is not looked up where no table is to be protected', async () => {
    const { requests, notices } = await deploy({ EventsTable: table('events', false) }, {});
    expect({ requests, notices }).toEqual({ requests: 0, notices: [] });
  });
});

describe('The deletion protection of a user pool', () => {
  const pool = (name: string): Protected => ({
    Type: 'AWS::Cognito::UserPool',
    Properties: { UserPoolName: name, DeletionProtection: 'ACTIVE' },
  });

  it('is off in the deployment that creates the pool, and on afterwards', async () => {
    const { enabled, notices } = await deploy(
      { StaffPool: pool('staff'), CustomerPool: pool('customers') },
      { StaffPool: 'CREATE_COMPLETE' },
    );
    expect(enabled).toEqual(['ACTIVE', 'INACTIVE']);
    expect(notices).toEqual([expect.stringMatching(/: customers$/)]);
  });
});
