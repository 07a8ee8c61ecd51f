import type { BucketResource } from '@tradepost/compiled-service/templates/resources';
import type { BodyFiles } from './body-files.ts';
import { checkDeletion } from './object-lock.ts';
import {
  createVersionId,
  type NewVersion,
  NO_VERSION,
  type ObjectStore,
  type Version,
} from './object-store.ts';

const UNLOCKED = { legalHold: false };

/** Returns the id of a new version: each has its own if versions are enabled. */
export function nextVersionId({ versioning }: BucketResource): string {
  return versioning === 'Enabled' ? createVersionId() : NO_VERSION;
}

/** Makes a version the current one of its key. One without an id of its own replaces the earlier one without. */
export async function addVersion(objects: ObjectStore, files: BodyFiles, version: NewVersion): Promise<void> {
  const { bucket, key, versionId } = version;
  const replaced = versionId === NO_VERSION ? objects.find(bucket, key, NO_VERSION) : undefined;
  objects.add(version, replaced);
  if (replaced !== undefined) await removeFile(files, replaced);
}

/** Outcome of a deletion: the version that it has removed or added; undefined if there was nothing to delete. */
export type Deletion = { readonly versionId: string; readonly isDeleteMarker: boolean } | undefined;

/**
 * Deletes an object: a version if `versionId` is given, or else by a delete marker if the bucket has versions. Throws
 * `AccessDenied` if a lock forbids it.
 *
 * @param bypass true to delete despite a retention of the mode GOVERNANCE
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html
 */
export async function deleteObject(
  { objects, files }: { readonly objects: ObjectStore; readonly files: BodyFiles },
  bucket: BucketResource,
  target: { readonly key: string; readonly versionId?: string | undefined },
  { bypass, nowMs }: { readonly bypass: boolean; readonly nowMs: number },
): Promise<Deletion> {
  const { key, versionId } = target;
  if (versionId === undefined && bucket.versioning !== undefined) {
    const marker = {
      ...{ bucket: bucket.name, key, versionId: nextVersionId(bucket), modifiedAtMs: nowMs },
      ...({ lock: UNLOCKED, isDeleteMarker: true } as const),
    };
    await addVersion(objects, files, marker);
    return marker;
  }
  const found = objects.find(bucket.name, key, versionId ?? NO_VERSION);
  if (found === undefined) return undefined;
  checkDeletion(found.lock, bypass, nowMs);
  objects.remove(found);
  await removeFile(files, found);
  return found;
}

/** Removes the content of a version that is no longer stored. */
export async function removeFile(files: BodyFiles, version: Version): Promise<void> {
  if (!version.isDeleteMarker) await files.remove([version.file]);
}
