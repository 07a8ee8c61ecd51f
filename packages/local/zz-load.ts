import { Agent, request } from 'undici';
const url = process.argv[2]; const N = Number(process.argv[3] ?? 8), SECS = Number(process.argv[4] ?? 15);
const agent = new Agent({ connections: 64 });
const call = async (method: string, path: string, body?: unknown) => {
  const r = await request(url + path, { method, dispatcher: agent, headers: { 'content-type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) } as never);
  const text = await r.body.text();
  return { status: r.statusCode, body: text ? JSON.parse(text) : undefined };
};
const skus = [...Array(20)].map((_, i) => `MUG-${i}`);
for (const sku of skus) { await call('POST', '/v1/products', { title: 'Mug', slug: sku.toLowerCase(), status: 'active', variants: [{ sku, prices: { GBP: 850 } }] }); await call('PUT', `/v1/stock/${sku}/locations/main`, { onHand: 1000000 }); }
await new Promise((r) => setTimeout(r, 2000));
const round = async (secs: number) => {
const end = Date.now() + secs * 1000; let done = 0, bad = 0, polls = 0; const lat: number[] = [];
const t0 = Date.now();
await Promise.all([...Array(N)].map(async (_, c) => {
  let i = c;
  while (Date.now() < end) {
    const s0 = performance.now();
    const o = await call('POST', '/v1/orders', { currency: 'GBP', lines: [{ sku: skus[i++ % 20], quantity: 2 }, { sku: skus[(i * 7) % 20], quantity: 1 }], email: 'a@example.com', shippingAddress: { name: 'A', line1: 'x', city: 'y', country: 'GB' }, paymentToken: 'tok_approved' });
    let s = o; let w = 100;
    while (s.body.status === 'placed') { await new Promise((r) => setTimeout(r, w)); w = 50; s = await call('GET', `/v1/orders/${o.body.id}`); polls++; }
    s.body.status === 'confirmed' ? done++ : (bad++, console.log(JSON.stringify(s.body).slice(0, 200)));
    lat.push(performance.now() - s0);
  }
}));
const el = (Date.now() - t0) / 1000; lat.sort((a, b) => a - b);
console.log(N, 'clients', done, 'confirmed', bad, 'bad', (done / el).toFixed(1), '/s p50', Math.round(lat[lat.length >> 1]), 'p95', Math.round(lat[Math.floor(lat.length * .95)]), 'polls/order', (polls / done).toFixed(1));
};
await round(8); await round(SECS);
console.log('client cpu', JSON.stringify(process.cpuUsage()));
process.exit(0);
