import { unwrap } from '@tradepost/client/client';
import type { Api } from '../api/connect.ts';

/** Prints a line for each privacy request, newest first, or the open ones by their deadline; returns the exit code. */
export async function list(api: Api, isOpen: boolean): Promise<number> {
  const query = isOpen ? { open: 'true' as const } : {};
  for await (const request of api.paginate('/v1/privacy-requests', { params: { query } })) {
    const { id, kind, status, customerId, orderId, requestedAt, dueAt, failure } = request;
    const whom = customerId ?? orderId ?? '-';
    console.log([requestedAt, id, kind, status, whom, `due ${dueAt}`, failure ?? '-'].join('  '));
  }
  return 0;
}

/** Approves an erasure that another person requested. */
export async function approve(api: Api, privacyRequestId: string): Promise<number> {
  const params = { path: { privacyRequestId } };
  const { id, status } = await unwrap(
    api.POST('/v1/privacy-requests/{privacyRequestId}/approval', { params }),
  );
  console.log(`${id} approved: ${status}`);
  return 0;
}
