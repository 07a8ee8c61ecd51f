import { publish } from '@tradepost/aggregate/publish';
import { toCloudEvent } from '@tradepost/contracts/cloud-event';
import { subjectErased } from '@tradepost/contracts/customers/events';
import type { ErasureDeps } from '../deps.ts';
import { requireRequest } from './require-request.ts';

/**
 * Publishes that the subjects of a request were erased. The workflow repeats it on the following days: an order that was placed a
 * moment before the erasure may have been missing in the list of the customer's orders.
 *
 * @throws if the bus did not accept an event: the workflow repeats the step
 */
export async function publishErasure(
  requestId: string,
  { bus, requests }: Pick<ErasureDeps, 'bus' | 'requests'>,
): Promise<{ readonly published: number }> {
  const { erased = [], erasedAt, customerId, correlationId } = await requireRequest(requestId, requests);
  if (erasedAt === undefined) throw new Error(`${requestId} is not erased yet`);
  const events = erased.map(({ subjectId, orderId }) =>
    toCloudEvent(
      subjectErased,
      {
        subjectId,
        ...(customerId === undefined ? {} : { customerId }),
        ...(orderId === undefined ? {} : { orderId }),
        erasedAt,
      },
      {
        id: `${requestId}/${subjectId}`,
        source: subjectErased.source,
        subject: subjectId,
        time: erasedAt,
        correlationId,
      },
    ),
  );
  const [refused] = (await publish(bus(), events)).values();
  if (refused !== undefined) throw refused;
  return { published: events.length };
}
