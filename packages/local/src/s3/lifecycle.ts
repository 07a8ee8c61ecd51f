import type { BucketResource, LifecycleRule } from '@tradepost/compiled-service/templates/resources';
import { isLocked } from './object-lock.ts';
import type { Version } from './object-store.ts';
import type { S3Parts } from './s3-operation.ts';
import { abortUpload } from './upload-operations.ts';
import { deleteObject, removeFile } from './versions.ts';

const DAY_MS = 86_400_000;

/**
 * Applies the lifecycles of buckets at the time `nowMs`. Current versions expire as by a deletion without a version id, so that
 * a bucket with versions keeps them. Older versions are removed if no lock forbids it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export async function applyLifecycles(
  parts: S3Parts,
  buckets: readonly BucketResource[],
  nowMs: number,
): Promise<void> {
  for (const bucket of buckets) await applyLifecycle(parts, bucket, nowMs);
}

async function applyLifecycle(parts: S3Parts, bucket: BucketResource, nowMs: number): Promise<void> {
  for (const rule of bucket.lifecycle) {
    const byKey = Map.groupBy([...parts.objects.versions(bucket.name, rule.prefix)], ({ key }) => key);
    for (const versions of byKey.values()) await applyRule(parts, bucket, rule, versions, nowMs);
    for (const upload of parts.uploads.all(bucket.name)) {
      if (upload.key.startsWith(rule.prefix) && isPast(upload.startedAtMs, rule.abortUploadDays, nowMs))
        await abortUpload(parts, upload);
    }
  }
}

/** @param versions of one key, the newest first */
async function applyRule(
  parts: S3Parts,
  bucket: BucketResource,
  rule: LifecycleRule,
  [current, ...older]: readonly Version[],
  nowMs: number,
): Promise<void> {
  if (current === undefined) return;
  const { key } = current;
  let newer = current;
  for (const version of older) {
    // A version is no longer current from the time of the next one.
    if (isPast(newer.modifiedAtMs, rule.noncurrentDays, nowMs)) await removeVersion(parts, version, nowMs);
    newer = version;
  }
  if (!current.isDeleteMarker) {
    // An upload that began before may have replaced it meanwhile.
    const isCurrent = parts.objects.find(bucket.name, key)?.sequence === current.sequence;
    if (isCurrent && isPast(current.modifiedAtMs, rule.expirationDays, nowMs))
      await deleteObject(parts, bucket, { key }, { bypass: false, nowMs });
    return;
  }
  const isAlone = older.every(
    ({ versionId }) => parts.objects.find(bucket.name, key, versionId) === undefined,
  );
  // Expiration of current versions removes their markers as well.
  if (isAlone && (rule.expiresDeleteMarkers || isPast(current.modifiedAtMs, rule.expirationDays, nowMs)))
    parts.objects.remove(current);
}

async function removeVersion({ objects, files }: S3Parts, version: Version, nowMs: number): Promise<void> {
  if (isLocked(version.lock, false, nowMs)) return;
  objects.remove(version);
  await removeFile(files, version);
}

/** S3 rounds the end of the period up to the next midnight, UTC. */
function isPast(sinceMs: number, days: number | undefined, nowMs: number): boolean {
  return days !== undefined && nowMs >= Math.ceil((sinceMs + days * DAY_MS) / DAY_MS) * DAY_MS;
}
