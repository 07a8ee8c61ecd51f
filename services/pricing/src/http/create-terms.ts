import type { Cause } from '@tradepost/aggregate/store';
import { by } from '@tradepost/lambda/by';
import type { IdFromKey, KeyOwner } from '@tradepost/lambda/id-from-key';
import { hashRequest } from '@tradepost/lambda/idempotent-id';
import { deps, idFromKey } from '../deps.ts';

type Request = {
  readonly body: unknown;
  readonly caller: KeyOwner;
  readonly idempotencyKey: string | undefined;
  readonly correlationId: string;
};

/** Creates ids: from the `Idempotency-Key`, or random ones. */
export type CreateIds = {
  readonly newId: <const Prefix extends string>(prefix: Prefix) => `${Prefix}_${string}`;
  readonly idFromKey: IdFromKey;
};

/** The id of what a request creates, and the cause of its commit. A repeat of the request has the same id. */
export async function toCreate<const Prefix extends string>(
  prefix: Prefix,
  request: Request,
  { newId, idFromKey: toId }: CreateIds,
): Promise<{ readonly id: string; readonly cause: Cause & { readonly fingerprint: string } }> {
  const { body, caller, idempotencyKey } = request;
  return {
    id: idempotencyKey === undefined ? newId(prefix) : await toId(prefix, caller, idempotencyKey),
    cause: { ...by(request), fingerprint: hashRequest(body) },
  };
}

/** Terms as a request created them, whatever has been done to them since: a repeat gets the first response. */
export function asCreated<Given extends object>(given: Given, { createdAt }: { readonly createdAt: string }) {
  return { ...given, createdAt, updatedAt: createdAt };
}

/** Dependencies of a function that creates terms. */
export const creating = () => ({ ...deps(), idFromKey: idFromKey() });
