import {
  type APIGatewayClient,
  CreateApiKeyCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  GetUsageCommand,
  NotFoundException,
  paginateGetUsagePlans,
  UpdateApiKeyCommand,
} from '@aws-sdk/client-api-gateway';

/** Requests of a key on one day: `[counted, left of the quota]`. */
type Usage = readonly (readonly [used: number, remaining: number])[];

/** API keys in API Gateway, in the usage plan of partner feeds. */
export type GatewayKeys = {
  /** Creates a disabled key of the plan. Returns its id and its value, which nothing else returns. */
  readonly create: (
    name: string,
    description: string,
  ) => Promise<{ readonly id: string; readonly value: string }>;
  /** Enables or disables a key. It takes effect within a minute. A key that was deleted by hand counts as disabled. */
  readonly setEnabled: (id: string, isEnabled: boolean) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** Requests from one day to another (`2026-11-30`), both included, with one entry for each day. */
  readonly usage: (id: string, from: string, to: string) => Promise<Usage>;
};

/** Page size of lists: the maximum of API Gateway. */
const PAGE_SIZE = 500;

/**
 * Creates the access to the keys of one usage plan. A key has the tags of the stage, by which the roles of the functions are
 * limited.
 *
 * @param config the plan is found by its name, because a function cannot refer to it: see `resources/feed-plan.yml`
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateApiKey.html
 */
export function createGatewayKeys({
  client,
  planName,
  tags,
}: {
  readonly client: APIGatewayClient;
  readonly planName: string;
  readonly tags: Readonly<Record<string, string>>;
}): GatewayKeys {
  let found: string | undefined;
  const planId = async (): Promise<string> => {
    found ??= await findPlan(client, planName);
    return found;
  };
  return {
    create: async (name, description) => {
      const usagePlanId = await planId();
      const { id = '', value = '' } = await client.send(
        new CreateApiKeyCommand({ name, description, enabled: false, tags: { ...tags } }),
      );
      await client.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId: id, keyType: 'API_KEY' }));
      return { id, value };
    },
    setEnabled: async (id, isEnabled) => {
      const patchOperations = [{ op: 'replace' as const, path: '/enabled', value: String(isEnabled) }];
      try {
        await client.send(new UpdateApiKeyCommand({ apiKey: id, patchOperations }));
      } catch (error) {
        if (isEnabled || !(error instanceof NotFoundException)) throw error;
      }
    },
    remove: async (id) => {
      await client.send(new DeleteApiKeyCommand({ apiKey: id }));
    },
    usage: async (id, from, to) => {
      const usagePlanId = await planId();
      const { items = {} } = await client.send(
        new GetUsageCommand({ usagePlanId, keyId: id, startDate: from, endDate: to, limit: PAGE_SIZE }),
      );
      return (items[id] ?? []).map(([used = 0, remaining = 0]) => [used, remaining]);
    },
  };
}

/** @throws Error if the stage has no such plan */
async function findPlan(client: APIGatewayClient, name: string): Promise<string> {
  const pages = paginateGetUsagePlans({ client, pageSize: PAGE_SIZE }, {});
  for await (const { items = [] } of pages) {
    const id = items.find((plan) => plan.name === name)?.id;
    if (id !== undefined) return id;
  }
  throw new Error(`there is no usage plan ${name}`);
}
