import type { Replay } from '@tradepost/contracts/operations/model';

/** A replay as it was requested. */
export type StoredReplay = Pick<Replay, 'id' | 'consumer' | 'from' | 'to' | 'subject' | 'requestedAt'> & {
  /** Hash of the request. It distinguishes a repeat from another request with the same idempotency key. */
  readonly fingerprint: string;
  /** Number of events of an aggregate. Set when all of them are delivered. */
  readonly events?: number | undefined;
  /** The person who requested it, if a second person must approve it. */
  readonly requestedBy?: string | undefined;
  readonly approvedBy?: string | undefined;
  readonly approvedAt?: string | undefined;
};
