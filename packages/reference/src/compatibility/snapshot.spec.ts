import { type AnyEvent, loadRegistry, type Registry } from '@tradepost/contracts/registry';
import * as z from 'zod/mini';
import { takeSnapshot } from './snapshot.ts';

let registry: Registry;
beforeAll(async () => {
  registry = await loadRegistry();
});

const withData = (data: z.ZodMiniType): Registry => ({
  ...registry,
  events: registry.events.map((each) => ({ ...each, contract: { ...each.contract, data } as AnyEvent })),
});

describe('takeSnapshot', () => {
  it('returns every contract', () => {
    const { events, commands, routes } = takeSnapshot(registry);
    expect(Object.keys(events)).toHaveLength(registry.events.length);
    expect(Object.keys(commands)).toHaveLength(registry.commands.length);
    expect(Object.keys(routes)).toHaveLength(registry.routes.length);
  });

  it('removes descriptions', () => {
    const { events } = takeSnapshot(withData(z.object({ title: z.string().check(z.describe('Words.')) })));
    expect(events['OrderPlaced']?.['data']).toEqual({
      type: 'object',
      properties: { title: { type: 'string' } },
      required: ['title'],
    });
  });

  it('keeps shapes closed in messages, and opens them in responses', () => {
    const closed = z.strictObject({ sku: z.string() });
    const routes = registry.routes.map((each) => ({
      ...each,
      contract: { ...each.contract, success: { ...each.contract.success, body: closed } },
    }));
    const snapshot = takeSnapshot({ ...withData(closed), routes });
    expect(snapshot.events['OrderPlaced']?.['data']).toMatchObject({ additionalProperties: false });
    expect(snapshot.routes['GET /v1/orders']?.['answer']).toEqual({
      type: 'object',
      properties: { sku: { type: 'string' } },
      required: ['sku'],
    });
  });

  it('combines path, query, headers and body in one request', () => {
    const { routes } = takeSnapshot(registry);
    expect(routes['PATCH /v1/products/{productId}']?.['request']).toMatchObject({
      properties: { headers: { required: ['If-Match'] }, body: { type: 'object' } },
      required: ['body', 'headers', 'path', 'query'],
    });
    expect(routes['GET /v1/orders']?.['request']).not.toMatchObject({ properties: { body: {} } });
    expect(routes['POST /v1/orders/{orderId}/cancel']?.['request']).toMatchObject({
      properties: { body: { type: 'object' } },
      required: ['headers', 'path', 'query'],
    });
  });

  it('throws for a recursive schema without a name', () => {
    type Tree = { branches?: Tree[] | undefined };
    const tree: z.ZodMiniType<Tree> = z.object({ branches: z.optional(z.array(z.lazy(() => tree))) });
    expect(() => takeSnapshot(withData(z.object({ tree })))).toThrow(
      'has no target: export the recursive schema',
    );
  });
});
