import * as z from 'zod/mini';

/** A privacy request as it is stored. What identifies the person is removed some days after an erasure. */
export const storedPrivacyRequest = z.object({
  id: z.string(),
  kind: z.enum(['export', 'erasure']),
  status: z.enum(['awaitingApproval', 'running', 'held', 'completed', 'failed']),
  customerId: z.optional(z.string()),
  /** Subject of the customer's account in the user pool. */
  accountId: z.optional(z.string()),
  /** An order that was placed without an account. */
  orderId: z.optional(z.string()),
  /** Replaces the e-mail address of orders without an account. */
  emailHash: z.optional(z.string()),
  requestedBy: z.enum(['customer', 'staff']),
  /** Id of the caller. */
  requesterId: z.optional(z.string()),
  correlationId: z.string(),
  requestedAt: z.string(),
  dueAt: z.string(),
  approvedBy: z.optional(z.string()),
  approvedAt: z.optional(z.string()),
  completedAt: z.optional(z.string()),
  availableUntil: z.optional(z.string()),
  failure: z.optional(z.string()),
  /** Subjects whose keys an erasure deleted, with the end of their restriction. */
  erased: z.optional(z.array(z.object({ subjectId: z.string(), orderId: z.optional(z.string()) }))),
  erasedAt: z.optional(z.string()),
});

export type StoredPrivacyRequest = z.infer<typeof storedPrivacyRequest>;

const DAY_MS = 86_400_000;

/** A new request. */
export type NewPrivacyRequest = Pick<
  StoredPrivacyRequest,
  | 'id'
  | 'kind'
  | 'customerId'
  | 'accountId'
  | 'orderId'
  | 'emailHash'
  | 'requestedBy'
  | 'requesterId'
  | 'correlationId'
>;

/**
 * Creates a request. An erasure that staff requests awaits the approval of a second person; everything else starts at once.
 *
 * @param deadlineDays days within which it must be complete
 */
export function createRequest(
  given: NewPrivacyRequest,
  { nowMs, deadlineDays }: { readonly nowMs: number; readonly deadlineDays: number },
): StoredPrivacyRequest {
  const isForApproval = given.kind === 'erasure' && given.requestedBy === 'staff';
  return {
    ...given,
    status: isForApproval ? 'awaitingApproval' : 'running',
    requestedAt: new Date(nowMs).toISOString(),
    dueAt: new Date(nowMs + deadlineDays * DAY_MS).toISOString(),
  };
}

/** Returns true if a request has not ended. */
export function isOpen({ status }: Pick<StoredPrivacyRequest, 'status'>): boolean {
  return status !== 'completed' && status !== 'failed';
}

/**
 * Decides whether a person may approve an erasure: anyone but the person who requested it. The one who approved it may repeat the
 * approval.
 *
 * @returns undefined if the person may approve it
 */
export function rejectApproval(
  { status, requestedBy, requesterId, approvedBy }: StoredPrivacyRequest,
  person: string,
): { readonly code: 'PRIVACY_REQUEST_NOT_AWAITING_APPROVAL' | 'SECOND_PERSON_REQUIRED' } | undefined {
  if (requestedBy !== 'staff') return { code: 'PRIVACY_REQUEST_NOT_AWAITING_APPROVAL' };
  if (requesterId === person) return { code: 'SECOND_PERSON_REQUIRED' };
  if (approvedBy === person && isOpen({ status })) return undefined;
  return status === 'awaitingApproval' ? undefined : { code: 'PRIVACY_REQUEST_NOT_AWAITING_APPROVAL' };
}

/** Returns a request without what identifies the person. */
export function withoutPerson(request: StoredPrivacyRequest): StoredPrivacyRequest {
  const { customerId, accountId: _account, emailHash: _hash, requesterId, ...rest } = request;
  // A customer requested it under their own id.
  return { ...rest, ...(requesterId === undefined || requesterId === customerId ? {} : { requesterId }) };
}

const REQUEST_SORT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z#prq_[0-9A-Z]{26}$/;

/** Returns true if a text is the position of a request in a list: its time, and its id. */
export function isRequestSort(text: string): boolean {
  return REQUEST_SORT.test(text);
}
