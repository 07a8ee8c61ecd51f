import type { PrivacyRequests } from '../adapters/privacy-requests.ts';
import type { StoredPrivacyRequest } from '../domain/privacy-request.ts';

/** @throws if there is no such request: a workflow was started by hand */
export async function requireRequest(
  id: string,
  requests: Pick<PrivacyRequests, 'find'>,
): Promise<StoredPrivacyRequest> {
  const request = await requests.find(id);
  if (request === undefined) throw new Error(`there is no privacy request ${id}`);
  return request;
}
