import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { RetentionMode } from '@tradepost/compiled-service/templates/resources';
import type { Lock } from './object-lock.ts';

/** Version id of an object in a bucket without versions. */
export const NO_VERSION = 'null';

/** Headers that are stored with an object and returned with it. */
export type StoredHeaders = Readonly<Record<string, string>>;

/** A version to add. A delete marker has neither file nor ETag. */
export type NewVersion = {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  readonly modifiedAtMs: number;
  readonly lock: Lock;
} & (
  | { readonly isDeleteMarker: true }
  | {
      readonly isDeleteMarker: false;
      /** Name of the file with the content. */
      readonly file: string;
      readonly sizeBytes: number;
      readonly etag: string;
      readonly headers: StoredHeaders;
    }
);

/** `sequence` orders the versions of a key; the highest is the current one. */
export type Version = NewVersion & { readonly sequence: number };
export type ObjectVersion = Extract<Version, { isDeleteMarker: false }>;

export type ObjectStore = {
  /** Returns the version with the id, or the current one; undefined if there is none. */
  readonly find: (bucket: string, key: string, versionId?: string) => Version | undefined;
  /** Adds the current version of its key, and removes `replaced`, in one transaction. */
  readonly add: (version: NewVersion, replaced?: Version) => void;
  readonly remove: (version: Version) => void;
  readonly setLock: (version: Version, lock: Lock) => void;
  /** Yields the current versions whose keys are after `after` and begin with `prefix`, without delete markers, by key. */
  readonly current: (bucket: string, prefix: string, after: string) => Iterable<ObjectVersion>;
  /** Yields all versions of these keys, and of the key `from` those below a sequence; of each key the newest first. */
  readonly versions: (
    bucket: string,
    prefix: string,
    from?: { readonly key: string; readonly below: number },
  ) => Iterable<Version>;
  /** Names of all files. */
  readonly files: () => ReadonlySet<string>;
};

/** Returns a new version id. */
export function createVersionId(): string {
  return randomBytes(24).toString('base64url');
}

/** Creates the store of the metadata of objects in a database. */
export function createObjectStore(database: DatabaseSync): ObjectStore {
  database.exec(`
    CREATE TABLE IF NOT EXISTS versions (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, bucket TEXT NOT NULL, key TEXT NOT NULL, version_id TEXT NOT NULL,
      modified_at_ms INTEGER NOT NULL, file TEXT, size_bytes INTEGER, etag TEXT, headers TEXT,
      mode TEXT, retain_until_ms INTEGER, legal_hold INTEGER NOT NULL, UNIQUE (bucket, key, version_id));
    CREATE INDEX IF NOT EXISTS versions_by_key ON versions (bucket, key, sequence)`);
  const prepare = (sql: string) => database.prepare(sql);
  const newest = prepare(
    'SELECT * FROM versions WHERE bucket = ? AND key = ? ORDER BY sequence DESC LIMIT 1',
  );
  const named = prepare('SELECT * FROM versions WHERE bucket = ? AND key = ? AND version_id = ?');
  const insert = prepare(
    'INSERT INTO versions (bucket, key, version_id, modified_at_ms, file, size_bytes, etag, headers, mode, retain_until_ms, ' +
      'legal_hold) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const remove = prepare('DELETE FROM versions WHERE sequence = ?');
  const lock = prepare(
    'UPDATE versions SET mode = ?, retain_until_ms = ?, legal_hold = ? WHERE sequence = ?',
  );
  // Texts are compared by their bytes in UTF-8, as keys are in S3.
  const current = prepare(
    'SELECT * FROM versions AS v WHERE bucket = ? AND key > ? AND key >= ? AND file IS NOT NULL AND ' +
      'sequence = (SELECT MAX(sequence) FROM versions WHERE bucket = v.bucket AND key = v.key) ORDER BY key',
  );
  const all = prepare(
    'SELECT * FROM versions WHERE bucket = ? AND key >= ? AND (key > ? OR (key = ? AND sequence < ?)) ' +
      'ORDER BY key, sequence DESC',
  );
  const files = prepare('SELECT file FROM versions WHERE file IS NOT NULL');
  const find = (bucket: string, key: string, versionId?: string): Version | undefined => {
    const row = versionId === undefined ? newest.get(bucket, key) : named.get(bucket, key, versionId);
    return row === undefined ? undefined : toVersion(row as Row);
  };
  return {
    find,
    add: (version, replaced) => {
      const { bucket, key, versionId, modifiedAtMs } = version;
      const content = version.isDeleteMarker
        ? [null, null, null, null]
        : [version.file, version.sizeBytes, version.etag, JSON.stringify(version.headers)];
      database.exec('BEGIN');
      try {
        if (replaced !== undefined) remove.run(replaced.sequence);
        insert.run(bucket, key, versionId, modifiedAtMs, ...content, ...columnsOf(version.lock));
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    remove: ({ sequence }) => {
      remove.run(sequence);
    },
    setLock: ({ sequence }, wanted) => {
      lock.run(...columnsOf(wanted), sequence);
    },
    current: (bucket, prefix, after) =>
      versionsIn(current.iterate(bucket, after, prefix), prefix) as Iterable<ObjectVersion>,
    versions: (bucket, prefix, { key, below } = { key: '', below: 0 }) =>
      versionsIn(all.iterate(bucket, prefix, key, key, below), prefix),
    files: () => new Set(files.all().map(({ file }) => String(file))),
  };
}

type Row = {
  readonly sequence: number;
  readonly bucket: string;
  readonly key: string;
  readonly version_id: string;
  readonly modified_at_ms: number;
  readonly file: string | null;
  readonly size_bytes: number | null;
  readonly etag: string | null;
  readonly headers: string | null;
  readonly mode: RetentionMode | null;
  readonly retain_until_ms: number | null;
  readonly legal_hold: number;
};

function columnsOf({ retention, legalHold }: Lock) {
  return [retention?.mode ?? null, retention?.untilMs ?? null, Number(legalHold)] as const;
}

function toVersion(row: Row): Version {
  const { sequence, bucket, key, file, size_bytes, etag, headers, mode, retain_until_ms } = row;
  const retention =
    mode === null || retain_until_ms === null ? {} : { retention: { mode, untilMs: retain_until_ms } };
  const common = {
    ...{ sequence, bucket, key, versionId: row.version_id, modifiedAtMs: row.modified_at_ms },
    lock: { ...retention, legalHold: row.legal_hold === 1 },
  };
  if (file === null) return { ...common, isDeleteMarker: true };
  return {
    ...common,
    ...{ isDeleteMarker: false, file, sizeBytes: size_bytes ?? 0, etag: etag ?? '' },
    headers: JSON.parse(headers ?? '{}') as StoredHeaders,
  };
}

/** Yields versions, in the order of their keys, until a key does not begin with `prefix`. */
function* versionsIn(rows: Iterable<unknown>, prefix: string): Iterable<Version> {
  for (const row of rows) {
    const version = toVersion(row as Row);
    if (!version.key.startsWith(prefix)) return;
    yield version;
  }
}
