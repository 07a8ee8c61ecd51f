import { mapConcurrent } from '@tradepost/lambda/map-concurrent';
import { task } from '@tradepost/lambda/messages/task';
import type { ExportParts } from '@tradepost/personal-data/export-parts';
import * as z from 'zod/mini';
import { type Deps, deps, exportParts } from '../deps.ts';
import { toPayment } from '../projections/to-payment.ts';

const input = z.object({ requestId: z.string() });

/** The field of an exported order that this part needs. */
const orders = z.array(z.object({ paymentId: z.string() }));

/** Payments that are read at once. */
const MAX_READS_AT_ONCE = 10;

export const handler = task(input, ({ requestId }) =>
  exportPart(requestId, { ...deps(), exportParts: exportParts() }),
);

/** Writes the payments of the exported orders to the bucket of exports. An order without a payment has none. */
export async function exportPart(
  requestId: string,
  {
    payments,
    exportParts: parts,
  }: Pick<Deps, 'payments'> & { readonly exportParts: Pick<ExportParts, 'get' | 'put'> },
): Promise<{ readonly payments: number }> {
  const found = await mapConcurrent(
    orders.parse(await parts.get(requestId, 'orders')),
    MAX_READS_AT_ONCE,
    async ({ paymentId }) => toPayment(await payments.history(paymentId)),
  );
  const known = found.filter((payment) => payment !== undefined);
  await parts.put(requestId, 'payments', known);
  return { payments: known.length };
}
