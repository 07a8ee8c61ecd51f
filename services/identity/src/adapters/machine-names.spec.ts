import type { SSMClient } from '@aws-sdk/client-ssm';
import { createMachineNames } from './machine-names.ts';

/** A client whose parameter has this value; `reads` counts its requests. */
function ssmWith(value: string) {
  const calls = { reads: 0 };
  const send = async () => {
    calls.reads += 1;
    return { Parameter: { Value: value } };
  };
  return { calls, client: { send } as unknown as SSMClient };
}

describe('createMachineNames', () => {
  it('finds the name of a client, with one read for all', async () => {
    const { client, calls } = ssmWith('{"bff":"client-1","erp":"client-2"}');
    const find = createMachineNames({ client, parameterName: '/p' });
    expect([await find('client-2'), await find('client-1'), await find('client-2')]).toEqual([
      'erp',
      'bff',
      'erp',
    ]);
    expect(calls.reads).toBe(1);
  });

  it('finds no name for another client', async () => {
    const { client } = ssmWith('{"bff":"client-1"}');
    expect(await createMachineNames({ client, parameterName: '/p' })('storefront')).toBeUndefined();
  });

  it('finds the name of a client that had none before', async () => {
    let value = '{"bff":"client-1"}';
    const send = async () => ({ Parameter: { Value: value } });
    const find = createMachineNames({ client: { send } as unknown as SSMClient, parameterName: '/p' });
    expect(await find('client-3')).toBeUndefined();
    value = '{"bff":"client-1","wms":"client-3"}';
    expect(await find('client-3')).toBe('wms');
  });

  it.each(['', '[]', '{"bff":1}'])('throws if the parameter has the value %j', async (value) => {
    const { client } = ssmWith(value);
    await expect(createMachineNames({ client, parameterName: '/p' })('client-1')).rejects.toThrow();
  });
});
