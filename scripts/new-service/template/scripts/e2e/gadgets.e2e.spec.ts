import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gadget as gadgetSchema } from '@tradepost/contracts/models/gadget';
import { type ApiClient, createApiClient } from '../api/api-client.ts';
import { type CloudProcess, startCloudProcess } from '../cloud/cloud-process.ts';
import { waitFor } from './shop.ts';

let folder: string;
let cloud: CloudProcess;
let api: ApiClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tradepost-'));
  cloud = await startCloudProcess({ dataDir: join(folder, 'data'), enforcePermissions: true });
  api = createApiClient({ url: cloud.url });
}, 200_000);

afterAll(async () => {
  await api?.close();
  await cloud?.stop();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

describe('A gadget', () => {
  it('is created, can be read, and every service hears of it', async () => {
    const created = await api.call('POST', '/v1/gadgets', { body: { title: 'The first' } });
    expect(created.status).toBe(201);
    const { id, title } = gadgetSchema.parse(created.body);
    expect((await api.call('GET', `/v1/gadgets/${id}`)).body).toMatchObject({ id, title: 'The first' });
    const heard = await waitFor(`${title} to be told of`, async () => {
      const { body } = await api.call('GET', `/v1/events?subject=${id}`);
      return (body as { readonly items: readonly { readonly type: string }[] }).items[0];
    });
    expect(heard.type).toBe('GadgetCreated');
  }, 60_000);
});
