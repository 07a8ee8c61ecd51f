import {
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { ANCHORS, anchorKey, parseAnchorFile, type SignedAnchor, toAnchorFile } from './anchor.ts';
import type { AnchorFile } from './verify/check-anchors.ts';

/** The bucket of anchors. It has Object Lock, so that nobody can change or delete a version before its time. */
export type AnchorBucket = {
  /** Reads the last anchor; undefined if there is none. @throws if the object is not an anchor */
  readonly last: () => Promise<SignedAnchor | undefined>;
  /** Stores an anchor. Returns false if there is one with its number: another run was faster. */
  readonly put: (signed: SignedAnchor) => Promise<boolean>;
  /** Reads all anchors in the order of their keys: of each the first version, and whether there are others. */
  readonly all: () => AsyncIterable<AnchorFile>;
};

/** Objects that are read at the same time. */
const READS_AT_ONCE = 25;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
const ALREADY_THERE = ['PreconditionFailed', 'ConditionalRequestConflict'];

export function createAnchorBucket(client: S3Client, Bucket: string): AnchorBucket {
  const read = async (Key: string, VersionId?: string): Promise<string> => {
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket, Key, ...(VersionId === undefined ? {} : { VersionId }) }),
    );
    return (await Body?.transformToString()) ?? '';
  };
  return {
    last: async () => {
      const folder = await lastFolder(client, Bucket);
      if (folder === undefined) return undefined;
      // A folder has at most 1,000 objects, which is one page.
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: folder }));
      const key = Contents.at(-1)?.Key;
      return key === undefined ? undefined : parseAnchorFile(await read(key));
    },
    put: async (signed) => {
      try {
        await client.send(
          new PutObjectCommand({
            ...{ Bucket, Key: anchorKey(signed.anchor.number), Body: toAnchorFile(signed) },
            ...{ ContentType: 'application/json', IfNoneMatch: '*' },
          }),
        );
        return true;
      } catch (error) {
        if (ALREADY_THERE.includes((error as Error).name)) return false;
        throw error;
      }
    },
    all: async function* all() {
      for await (const objects of versionPages(client, Bucket)) {
        for (let start = 0; start < objects.length; start += READS_AT_ONCE) {
          const some = objects.slice(start, start + READS_AT_ONCE);
          yield* await Promise.all(
            some.map(async ({ key, versionId, isReplaced }) => ({
              ...{ key, isReplaced },
              text: versionId === undefined ? '' : await read(key, versionId),
            })),
          );
        }
      }
    },
  };
}

/** Folders sort by time, and a page has the common prefixes of up to 1,000 of them. */
async function lastFolder(client: S3Client, Bucket: string): Promise<string | undefined> {
  let [last, token]: (string | undefined)[] = [];
  do {
    const page: ListObjectsV2CommandOutput = await client.send(
      new ListObjectsV2Command({
        ...{ Bucket, Prefix: ANCHORS, Delimiter: '/' },
        ...(token === undefined ? {} : { ContinuationToken: token }),
      }),
    );
    last = page.CommonPrefixes?.at(-1)?.Prefix ?? last;
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return last;
}

type StoredObject = {
  readonly key: string;
  /** The first version; undefined if there are only delete markers. */
  readonly versionId: string | undefined;
  readonly isReplaced: boolean;
};

/** Versions come by key, the newest first. The versions of one key may be on two pages. */
async function* versionPages(client: S3Client, Bucket: string): AsyncGenerator<readonly StoredObject[]> {
  let marker: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
  let pending: StoredObject | undefined;
  do {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket, Prefix: ANCHORS, ...marker }),
    );
    const found = new Map<string, StoredObject>(pending === undefined ? [] : [[pending.key, pending]]);
    for (const { Key = '', VersionId } of page.Versions ?? [])
      found.set(Key, { key: Key, versionId: VersionId, isReplaced: found.has(Key) });
    for (const { Key = '' } of page.DeleteMarkers ?? [])
      found.set(Key, { key: Key, versionId: found.get(Key)?.versionId, isReplaced: true });
    const objects = [...found.values()].toSorted((one, other) => (one.key < other.key ? -1 : 1));
    marker = page.IsTruncated === true ? nextOf(page) : undefined;
    pending = marker === undefined ? undefined : objects.pop();
    yield objects;
  } while (marker !== undefined);
}

function nextOf(page: ListObjectVersionsCommandOutput) {
  const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
  return {
    ...(KeyMarker === undefined ? {} : { KeyMarker }),
    ...(VersionIdMarker === undefined ? {} : { VersionIdMarker }),
  };
}
