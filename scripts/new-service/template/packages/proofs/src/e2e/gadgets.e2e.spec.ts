import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Api, connect } from '@tradepost/cli/api/connect';
import { unwrap } from '@tradepost/client/client';
import { type CloudProcess, startCloudProcess } from '@tradepost/testing/cloud/cloud-process';
import { waitFor } from './shop.ts';

let folder: string;
let cloud: CloudProcess;
let api: Api;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tradepost-'));
  cloud = await startCloudProcess({ dataDir: join(folder, 'data'), enforcePermissions: true });
  api = connect({ url: cloud.url });
}, 200_000);

afterAll(async () => {
  await api?.close();
  await cloud?.stop();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

describe('a created gadget', () => {
  it('can be read, and its event is in the event archive', async () => {
    const { id } = await unwrap(api.POST('/v1/gadgets', { body: { title: 'The first' } }));
    const read = await unwrap(api.GET('/v1/gadgets/{gadgetId}', { params: { path: { gadgetId: id } } }));
    expect(read.title).toBe('The first');
    const heard = await waitFor(`${id} in the event archive`, async () => {
      const { items } = await unwrap(api.GET('/v1/events', { params: { query: { subject: id } } }));
      return items[0];
    });
    expect(heard.type).toBe('GadgetCreated');
  }, 60_000);
});
