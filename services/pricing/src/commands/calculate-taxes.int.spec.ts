import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TaxCalculationRequest } from '@tradepost/contracts/pricing/queries';
import { createHttpTaxEngine, sign } from '../adapters/http-tax-engine.ts';
import { calculateTaxes } from './calculate-taxes.ts';

const SECONDS = 1_767_261_600;
const request: TaxCalculationRequest = {
  ...{ quoteId: 'qte_1', at: '2026-01-01T10:00:00.000Z', currency: 'USD', included: false },
  destination: { country: 'US', postalCode: '90210' },
  lines: [{ lineId: 'L1', sku: 'MUG', quantity: 2, amountMinor: 1_620, taxClass: 'standard' }],
  shipping: [],
};
const taxes = {
  lines: [{ lineId: 'L1', taxes: [{ name: 'Sales tax', ppm: 95_000, baseMinor: 1_620, taxMinor: 154 }] }],
  shipping: [],
};

type Received = { readonly body: string; readonly signature: string | undefined };
const received: Received[] = [];
let answer: { readonly status: number; readonly body: string } | 'none' = 'none';
let engine: Server;
beforeAll(async () => {
  engine = createServer(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming) body += String(chunk);
    received.push({ body, signature: incoming.headers['tradepost-signature'] as string | undefined });
    if (answer !== 'none') response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  engine.closeAllConnections();
  engine.close();
});
beforeEach(() => received.splice(0));

const ask = async () => {
  const { port } = engine.address() as AddressInfo;
  const taxEngine = createHttpTaxEngine({
    url: `http://127.0.0.1:${port}/taxes`,
    readSecret: async () => 'secret',
    nowMs: () => SECONDS * 1_000,
  });
  const warnings: Error[] = [];
  const result = await calculateTaxes(request, { taxEngine, warn: (error) => warnings.push(error) });
  return { result, warnings: warnings.length };
};

describe('a tax engine', () => {
  it('is asked once, by a signed request', async () => {
    answer = { status: 200, body: JSON.stringify({ ...taxes, id: 'calculation-1' }) };
    expect(await ask()).toEqual({ result: { outcome: 'calculated', taxes }, warnings: 0 });
    const [{ body, signature } = { body: '', signature: '' }, ...others] = received;
    expect(others).toEqual([]);
    expect(JSON.parse(body)).toEqual(request);
    expect(signature).toBe(`t=${SECONDS},v1=${sign('secret', SECONDS, body)}`);
  });

  it.each([
    ['fails', { status: 500, body: '{}' }],
    ['answers no JSON', { status: 200, body: 'OK' }],
    ['answers other fields', { status: 200, body: '{"taxes": 3}' }],
    ['answers nothing in time', 'none' as const],
  ])('is unavailable if it %s, without a second request', async (_name, given) => {
    answer = given;
    expect(await ask()).toEqual({
      result: { outcome: 'unavailable', detail: 'the tax engine did not answer as it should' },
      warnings: 1,
    });
    expect(received).toHaveLength(1);
  });

  it('is unavailable on a stage that has none', async () => {
    expect(await calculateTaxes(request, { taxEngine: undefined, warn: () => undefined })).toEqual({
      outcome: 'unavailable',
      detail: 'the stage has no tax engine',
    });
  });
});
