import fc from 'fast-check';
import { loadRegistry } from '@tradepost/contracts/registry';
import { toOpenApi } from '@tradepost/reference/openapi/to-openapi';
import { readOperations } from './fuzz/operations.ts';
import { valueOf } from './fuzz/arbitrary-value.ts';
const known = {Sku:['A'],Slug:['a'], Currency: ['GBP'], country:['GB'], Email:['a@b.de']};
const url = process.argv[2]!;
for (const id of ['createProduct','placeOrder','updateProduct', 'adjustStock']) {
const o = readOperations(toOpenApi(await loadRegistry())).find((x) => x.id === id)!;
const counts = new Map<string, number>();
for (const body of fc.sample(valueOf(o.body!.schema, known), {seed: 3, numRuns: 100})) {
  const r = await fetch(url + o.path.replace('{sku}','A').replace('{productId}', 'prd_17SZWWNXCRJSR6C6798KYHJG6F'), {method: o.method, body: JSON.stringify(body), headers: {'content-type':'application/json', 'if-match': '*'}});
  const j: any = await r.json();
  const k = r.status + ' ' + j.code + ' ' + (j.errors ?? []).map((e: any) => e.pointer.replace(/\d+/g,'N').slice(0,60) + ' ' + e.detail).join(';').slice(0, 200);
  counts.set(k, (counts.get(k) ?? 0) + 1);
}
console.log(id); for (const [k, n] of [...counts].sort((a,b)=>b[1]-a[1]).slice(0,14)) console.log(n, k);
}
