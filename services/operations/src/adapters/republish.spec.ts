import { type InvokeCommand, type LambdaClient, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import { createRepublish } from './republish.ts';

const FOUND = {
  versions: { first: 0, last: 1 },
  events: [{ id: 'ord_1/1/0', type: 'OrderConfirmed', version: 1, time: '2026-01-01T00:00:00.000Z' }],
  published: 0,
};

/** A client of Lambda that responds with a payload, or throws. */
function lambdaThat(respond: () => { readonly payload: unknown; readonly error?: string }) {
  const invoked: [string | undefined, unknown][] = [];
  const send = async ({ input }: InvokeCommand) => {
    invoked.push([input.FunctionName, JSON.parse(String(input.Payload))]);
    const { payload, error } = respond();
    return { Payload: Buffer.from(JSON.stringify(payload)), FunctionError: error };
  };
  const client = { send } as unknown as LambdaClient;
  return { invoked, republish: createRepublish(client, { stage: 'prod', alias: ':live' }) };
}

describe('createRepublish', () => {
  it("invokes the publisher of the service, by the stage's alias", async () => {
    const { invoked, republish } = lambdaThat(() => ({ payload: FOUND }));
    expect(await republish('orders', { aggregateId: 'ord_1' })).toEqual(FOUND);
    expect(invoked).toEqual([
      ['tradepost-prod-orders-publish-events:live', { republish: { aggregateId: 'ord_1' } }],
    ]);
  });

  it('returns a rejection of the publisher, and one of its own for a service without a publisher', async () => {
    const absent = lambdaThat(() => ({ payload: { rejection: 'AGGREGATE_NOT_FOUND' } }));
    expect(await absent.republish('orders', { aggregateId: 'ord_2' })).toEqual({
      rejection: 'AGGREGATE_NOT_FOUND',
    });
    const unknown = lambdaThat(() => {
      throw new ResourceNotFoundException({ message: 'no function', $metadata: {} });
    });
    expect(await unknown.republish('moon', { aggregateId: 'x' })).toEqual({ rejection: 'UNKNOWN_PUBLISHER' });
  });

  it('throws if the publisher fails', async () => {
    const failing = lambdaThat(() => ({ payload: {}, error: 'Unhandled' }));
    await expect(failing.republish('orders', { aggregateId: 'ord_1' })).rejects.toThrow('failed');
  });
});
