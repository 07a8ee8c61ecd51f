import type { ErasureDeps } from '../deps.ts';
import { findWhom, type Whom } from './find-whom.ts';
import { requireRequest } from './require-request.ts';

/**
 * Begins an erasure: finds out about whom it is, and closes their account, so that nobody signs in and orders while their data is
 * deleted. Access tokens stay valid for 15 minutes.
 *
 * @returns `held` if a legal hold delays the erasure
 */
export async function beginErasure(
  requestId: string,
  dependencies: ErasureDeps,
): Promise<Whom & { readonly held: boolean }> {
  const { accounts, customers, holds, requests } = dependencies;
  const request = await requireRequest(requestId, requests);
  const whom = await findWhom(request, dependencies);
  const { customerId } = request;
  if (customerId !== undefined && (await holds.find(customerId)) !== undefined) {
    await requests.save({ ...request, status: 'held' });
    return { ...whom, held: true };
  }
  await requests.save({ ...request, status: 'running' });
  const profile = customerId === undefined ? undefined : (await customers.load(customerId)).state;
  const accountId = request.accountId ?? (profile?.status === 'registered' ? profile.accountId : undefined);
  if (accountId !== undefined) await accounts.close(accountId);
  return { ...whom, held: false };
}
