import type { ObjectVersion, Version } from './object-store.ts';
import { S3Error } from './s3-error.ts';
import { type S3Call, type S3Operations, type S3Parts, xmlResponse } from './s3-operation.ts';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const MAX_KEYS = 1_000;
/** Follows every key that begins with the text before it. */
const LAST = '\u{10ffff}';

/** Creates the operations that list objects and versions. */
export function listingOperations({ objects }: S3Parts): S3Operations {
  return {
    ListObjectsV2: ({ request: { query }, bucket }) => {
      const { prefix, delimiter, maxKeys, encode } = parametersOf(query);
      const token = query.get('continuation-token');
      const startAfter = query.get('start-after') ?? undefined;
      const after = token === null ? (startAfter ?? '') : Buffer.from(token, 'base64url').toString();
      const items = objects.current(bucket.name, prefix, after);
      const { listed, groups, next } = pageOf(items, prefix, delimiter, maxKeys, after);
      return xmlResponse('ListBucketResult', {
        Name: bucket.name,
        Prefix: encode(prefix),
        Delimiter: delimiter === '' ? undefined : encode(delimiter),
        StartAfter: startAfter,
        ContinuationToken: token ?? undefined,
        NextContinuationToken: next === undefined ? undefined : Buffer.from(next).toString('base64url'),
        KeyCount: listed.length + groups.length,
        MaxKeys: maxKeys,
        EncodingType: query.get('encoding-type') ?? undefined,
        IsTruncated: next !== undefined,
        Contents: listed.map((version) => ({ ...describe(version), Key: encode(version.key) })),
        CommonPrefixes: groups.map((group) => ({ Prefix: encode(group) })),
      });
    },
    ListObjectVersions: ({ request: { query }, bucket }) => {
      const { prefix, delimiter, maxKeys, encode } = parametersOf(query);
      if (delimiter !== '')
        throw new S3Error('NotImplemented', 'delimiter is not supported by the local cloud', 501);
      const key = query.get('key-marker') ?? '';
      const marker = query.get('version-id-marker') ?? undefined;
      const below = marker === undefined ? 0 : (objects.find(bucket.name, key, marker)?.sequence ?? 0);
      const page = [...take(objects.versions(bucket.name, prefix, { key, below }), maxKeys + 1)];
      const listed = page.slice(0, maxKeys);
      const last = page.length > maxKeys ? listed.at(-1) : undefined;
      const element = (version: Version) => ({
        Key: encode(version.key),
        VersionId: version.versionId,
        IsLatest: objects.find(bucket.name, version.key)?.sequence === version.sequence,
        LastModified: new Date(version.modifiedAtMs).toISOString(),
      });
      return xmlResponse('ListVersionsResult', {
        Name: bucket.name,
        Prefix: encode(prefix),
        KeyMarker: key,
        VersionIdMarker: marker,
        NextKeyMarker: last?.key,
        NextVersionIdMarker: last?.versionId,
        MaxKeys: maxKeys,
        IsTruncated: last !== undefined,
        Version: listed.flatMap((version) =>
          version.isDeleteMarker
            ? []
            : [{ ...element(version), ...describe(version), Key: encode(version.key) }],
        ),
        DeleteMarker: listed.filter(({ isDeleteMarker }) => isDeleteMarker).map(element),
      });
    },
  };
}

function parametersOf(query: S3Call['request']['query']) {
  const text = query.get('max-keys') ?? String(MAX_KEYS);
  if (!/^\d{1,9}$/.test(text))
    throw new S3Error('InvalidArgument', 'Provided max-keys not an integer or within integer range', 400);
  const encoding = query.get('encoding-type') ?? 'none';
  if (encoding !== 'none' && encoding !== 'url')
    throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request', 400);
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    maxKeys: Math.min(Number(text), MAX_KEYS),
    encode: (key: string) => (encoding === 'url' ? encodeURIComponent(key).replaceAll('%2F', '/') : key),
  };
}

/** Returns one page of versions and of common prefixes, and the key after which the next page begins, if there is one. */
function pageOf(
  versions: Iterable<ObjectVersion>,
  prefix: string,
  delimiter: string,
  maxKeys: number,
  after: string,
) {
  const listed: ObjectVersion[] = [];
  const groups: string[] = [];
  let last = after;
  for (const version of versions) {
    const end = delimiter === '' ? -1 : version.key.indexOf(delimiter, prefix.length);
    const group = end < 0 ? undefined : version.key.slice(0, end + delimiter.length);
    if (group !== undefined && (group === groups.at(-1) || last === `${group}${LAST}`)) continue;
    if (listed.length + groups.length === maxKeys)
      return { listed, groups, next: maxKeys === 0 ? undefined : last };
    if (group === undefined) listed.push(version);
    else groups.push(group);
    last = group === undefined ? version.key : `${group}${LAST}`;
  }
  return { listed, groups };
}

function describe({ key, modifiedAtMs, etag, sizeBytes }: ObjectVersion) {
  return {
    Key: key,
    LastModified: new Date(modifiedAtMs).toISOString(),
    ETag: etag,
    Size: sizeBytes,
    StorageClass: 'STANDARD',
  };
}

function* take<Item>(items: Iterable<Item>, count: number): Iterable<Item> {
  let left = count;
  for (const item of items) {
    if (left === 0) return;
    left -= 1;
    yield item;
  }
}
