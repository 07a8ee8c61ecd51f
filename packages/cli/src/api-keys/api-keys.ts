import { unwrap } from '@tradepost/client/client';
import type { Api } from '../api/connect.ts';

const MS_PER_DAY = 86_400_000;

/** Issues a key; prints its value alone in the last line. Each function of this file returns the exit code. */
export async function issue(api: Api, partner: string): Promise<number> {
  const { id, value } = await unwrap(api.POST('/v1/admin/api-keys', { body: { partner } }));
  console.log(`${id} issued to ${partner}. Its value, which is not shown again:`);
  console.log(value);
  return 0;
}

/** Prints a line for each key, newest first. */
export async function list(api: Api): Promise<number> {
  for await (const key of api.paginate('/v1/admin/api-keys')) {
    const { issuedAt, id, status, partner, revokedAt, revokeAt } = key;
    console.log([issuedAt, id, status, partner, revokedAt ?? revokeAt ?? '-'].join('  '));
  }
  return 0;
}

/** Issues a replacement; prints its value alone in the last line. */
export async function rotate(api: Api, apiKeyId: string, overlapHours: number | undefined): Promise<number> {
  const params = { path: { apiKeyId } };
  const body = overlapHours === undefined ? {} : { overlapHours };
  const { id, value } = await unwrap(api.POST('/v1/admin/api-keys/{apiKeyId}/rotate', { params, body }));
  const { revokeAt } = await unwrap(api.GET('/v1/admin/api-keys/{apiKeyId}', { params }));
  console.log(
    `${id} replaces ${apiKeyId}, which is valid until ${revokeAt}. Its value, which is not shown again:`,
  );
  console.log(value);
  return 0;
}

/** Revokes a key; the reason is recorded in the audit log. */
export async function revoke(api: Api, apiKeyId: string, reason: string): Promise<number> {
  const params = { path: { apiKeyId } };
  await unwrap(api.POST('/v1/admin/api-keys/{apiKeyId}/revoke', { params, body: { reason } }));
  console.log(`${apiKeyId} revoked`);
  return 0;
}

/** Prints the requests of each day. */
export async function usage(api: Api, apiKeyId: string, days: number): Promise<number> {
  const today = Date.now();
  const query = { from: toDay(today - (days - 1) * MS_PER_DAY), to: toDay(today) };
  const params = { path: { apiKeyId }, query };
  const { items } = await unwrap(api.GET('/v1/admin/api-keys/{apiKeyId}/usage', { params }));
  for (const { day, requests, remaining } of items) console.log([day, requests, remaining].join('  '));
  return 0;
}

function toDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
