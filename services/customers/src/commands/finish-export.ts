import { EXPORT_AVAILABLE_HOURS } from '@tradepost/contracts/privacy/model';
import type { LoggedConsent } from '../adapters/customers-table.ts';
import type { ExportDeps } from '../deps.ts';
import { isOpen } from '../domain/privacy-request.ts';
import { toHtml } from '../projections/to-html.ts';
import { requireRequest } from './require-request.ts';

const HOUR_MS = 3_600_000;
const CONSENTS_PER_PAGE = 100;

/** Puts the parts of an export together, as JSON and as a page to read, and completes the request. */
export async function finishExport(requestId: string, dependencies: ExportDeps): Promise<object> {
  const { exports, nowMs, parts, requests } = dependencies;
  const request = await requireRequest(requestId, requests);
  if (!isOpen(request)) return {};
  const { customerId } = request;
  const data = {
    createdAt: new Date(nowMs()).toISOString(),
    profile: customerId === undefined ? null : await readProfile(customerId, dependencies),
    orders: await parts.get(requestId, 'orders'),
    payments: await parts.get(requestId, 'payments'),
    carts: await parts.get(requestId, 'carts'),
  };
  await exports.put(requestId, 'json', JSON.stringify(data, null, 2));
  await exports.put(requestId, 'html', toHtml('Your data', data));
  const completedMs = nowMs();
  await requests.save({
    ...request,
    status: 'completed',
    completedAt: new Date(completedMs).toISOString(),
    availableUntil: new Date(completedMs + EXPORT_AVAILABLE_HOURS * HOUR_MS).toISOString(),
  });
  await parts.remove(requestId);
  return {};
}

/** Returns the profile of a customer with their addresses and all of their decisions about consents; null if they have none. */
async function readProfile(
  customerId: string,
  { customers, seals }: Pick<ExportDeps, 'customers' | 'seals'>,
): Promise<object | null> {
  const { state } = await customers.load(customerId);
  if (state.status !== 'registered') return null;
  const subject = await seals.find(state.subjectId);
  if (subject === undefined) return null;
  const owner = { customerId, subject };
  const { groups, createdAt, updatedAt } = state;
  return {
    customerId,
    ...seals.openFields(owner, state.sealed),
    addresses: state.addresses.map((address) => seals.openAddress(owner, address)),
    groups,
    consents: await readConsents(customerId, customers),
    createdAt,
    updatedAt,
  };
}

async function readConsents(
  customerId: string,
  { listConsents }: Pick<ExportDeps['customers'], 'listConsents'>,
): Promise<readonly LoggedConsent[]> {
  const consents: LoggedConsent[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await listConsents(customerId, { after, limit: CONSENTS_PER_PAGE });
    consents.push(...items);
    after = next;
  } while (after !== undefined);
  return consents;
}
