import type { GatewayKeyDeps } from '../deps.ts';
import { createKey } from './create-key.ts';

const PROOF = {};
const NEW = { partner: 'Cups', by: 'ada', correlationId: 'cor-1', now: '2026-01-01T12:00:00.000Z' };

/** Dependencies whose calls are recorded, in their order. */
function depsThat(record: () => Promise<object | undefined>) {
  const calls: string[] = [];
  const noted =
    <Result>(name: string, result: () => Promise<Result>) =>
    (...args: readonly unknown[]) => {
      calls.push([name, ...args.filter((arg) => typeof arg === 'boolean')].join(' '));
      return result();
    };
  const deps = {
    newApiKeyId: () => 'key_1',
    apiKeys: { toPuts: () => [] },
    audit: { recordWith: noted('record', record) },
    gatewayKeys: {
      create: noted('create', async () => ({ id: 'gateway-1', value: 'secret' })),
      setEnabled: noted('enable', async () => undefined),
      remove: noted('remove', async () => undefined),
    },
  } as unknown as GatewayKeyDeps;
  return { calls, deps };
}

describe('createKey', () => {
  it('enables a key only after it was recorded', async () => {
    const recorded = Promise.withResolvers<object>();
    const { calls, deps } = depsThat(() => recorded.promise);
    const created = createKey(NEW, deps);
    while (!calls.includes('record')) await Promise.resolve();
    expect(calls).toEqual(['create', 'record']);
    recorded.resolve(PROOF);
    expect(await created).toMatchObject({ value: 'secret', recorded: PROOF });
    expect(calls).toEqual(['create', 'record', 'enable true']);
  });

  it('removes a key that was not recorded, without enabling it', async () => {
    const { calls, deps } = depsThat(async () => undefined);
    await expect(createKey(NEW, deps)).rejects.toMatchObject({ code: 'TOO_MUCH_CONTENTION' });
    expect(calls).toEqual(['create', 'record', 'remove']);
  });

  it('leaves a disabled key if it is unknown whether it was recorded', async () => {
    const { calls, deps } = depsThat(() => Promise.reject(new Error('no answer')));
    await expect(createKey(NEW, deps)).rejects.toThrow('no answer');
    expect(calls).toEqual(['create', 'record']);
  });
});
