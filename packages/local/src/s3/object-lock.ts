import type { IncomingHttpHeaders } from 'node:http';
import type { BucketResource, RetentionMode } from '@tradepost/compiled-service/templates/resources';
import { accessDenied, S3Error } from './s3-error.ts';

/** Period in which a version cannot be deleted. */
export type Retention = { readonly mode: RetentionMode; readonly untilMs: number };

/** Protection of a version. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
export type Lock = { readonly retention?: Retention; readonly legalHold: boolean };

const DAY_MS = 86_400_000;
const MODES: readonly string[] = ['GOVERNANCE', 'COMPLIANCE'];

/** Returns the lock of a new version, by the request's headers, or else the bucket's default retention. */
export function lockOfNew(headers: IncomingHttpHeaders, bucket: BucketResource, nowMs: number): Lock {
  const mode = headers['x-amz-object-lock-mode']?.toString();
  const until = headers['x-amz-object-lock-retain-until-date']?.toString();
  const hold = headers['x-amz-object-lock-legal-hold']?.toString();
  if (mode !== undefined || until !== undefined || hold !== undefined) requireLock(bucket);
  const { defaultRetention } = bucket;
  const byDefault = defaultRetention && {
    mode: defaultRetention.mode,
    untilMs: nowMs + defaultRetention.days * DAY_MS,
  };
  const retention = mode === undefined && until === undefined ? byDefault : toRetention(mode, until, nowMs);
  return { ...(retention && { retention }), legalHold: isOn(hold) };
}

/** Returns a retention of a request. Throws if it lacks a part, or its date has passed. */
export function toRetention(mode: string | undefined, until: string | undefined, nowMs: number): Retention {
  if (mode === undefined || until === undefined)
    throw invalid('x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied');
  if (!MODES.includes(mode)) throw invalid('Unknown wormMode directive.');
  const untilMs = Date.parse(until);
  if (Number.isNaN(untilMs)) throw invalid('The retain until date must be provided in ISO 8601 format');
  if (untilMs <= nowMs) throw invalid('The retain until date must be in the future!');
  return { mode: mode as RetentionMode, untilMs };
}

/** Returns whether a request for a legal hold sets it. Throws if the status is unknown. */
export function isOn(status: string | undefined): boolean {
  if (status !== undefined && status !== 'ON' && status !== 'OFF')
    throw invalid('Legal Hold must be either of ON or OFF');
  return status === 'ON';
}

/** Throws if versions of the bucket cannot be locked. */
export function requireLock({ objectLock }: BucketResource): void {
  if (!objectLock) throw new S3Error('InvalidRequest', 'Bucket is missing Object Lock Configuration', 400);
}

/** Throws `AccessDenied` if a lock forbids to delete its version. `bypass` is for a retention of the mode GOVERNANCE. */
export function checkDeletion(lock: Lock, bypass: boolean, nowMs: number): void {
  if (isLocked(lock, bypass, nowMs))
    throw accessDenied('Access Denied because object protected by object lock.');
}

/** Returns whether a lock forbids to delete its version. */
export function isLocked({ retention, legalHold }: Lock, bypass: boolean, nowMs: number): boolean {
  return legalHold || (isActive(retention, nowMs) && !(bypass && retention.mode === 'GOVERNANCE'));
}

/**
 * Throws `AccessDenied` if a retention must not be replaced: COMPLIANCE can only become longer, and GOVERNANCE neither shorter nor
 * removed without `bypass`.
 *
 * @param wanted undefined to remove it
 */
export function checkChange(
  current: Retention | undefined,
  wanted: Retention | undefined,
  bypass: boolean,
  nowMs: number,
): void {
  if (!isActive(current, nowMs)) return;
  const isLonger = wanted !== undefined && wanted.untilMs >= current.untilMs;
  const isAsStrict = isLonger && (current.mode === 'GOVERNANCE' || wanted.mode === 'COMPLIANCE');
  if (!isAsStrict && !(bypass && current.mode === 'GOVERNANCE'))
    throw accessDenied('Access Denied because object protected by object lock.');
}

function isActive(retention: Retention | undefined, nowMs: number): retention is Retention {
  return retention !== undefined && retention.untilMs > nowMs;
}

function invalid(message: string): S3Error {
  return new S3Error('InvalidArgument', message, 400);
}
