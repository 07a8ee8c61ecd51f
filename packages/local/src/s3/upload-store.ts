import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Lock } from './object-lock.ts';
import type { StoredHeaders } from './object-store.ts';

/** A multipart upload that is neither complete nor aborted. */
export type Upload = {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly startedAtMs: number;
  readonly headers: StoredHeaders;
  readonly lock: Lock;
};

export type Part = {
  readonly number: number;
  readonly file: string;
  readonly sizeBytes: number;
  /** MD5 in hexadecimal digits. */
  readonly md5: string;
};

export type UploadStore = {
  readonly start: (upload: Omit<Upload, 'id'>) => string;
  readonly find: (id: string, bucket: string, key: string) => Upload | undefined;
  readonly all: (bucket: string) => readonly Upload[];
  /** Adds a part. Returns the name of the file of an earlier part with the same number. */
  readonly addPart: (uploadId: string, part: Part) => string | undefined;
  /** In the order of their numbers. */
  readonly parts: (uploadId: string) => readonly Part[];
  /** Removes an upload and its parts. */
  readonly remove: (uploadId: string) => void;
  /** Names of all files. */
  readonly files: () => ReadonlySet<string>;
};

/** Creates the store of multipart uploads in a database. */
export function createUploadStore(database: DatabaseSync): UploadStore {
  database.exec(`
    CREATE TABLE IF NOT EXISTS uploads (id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, upload TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS parts (
      upload_id TEXT NOT NULL, number INTEGER NOT NULL, file TEXT NOT NULL, size_bytes INTEGER NOT NULL, md5 TEXT NOT NULL,
      PRIMARY KEY (upload_id, number))`);
  const insert = database.prepare('INSERT INTO uploads VALUES (?, ?, ?, ?)');
  const find = database.prepare('SELECT upload FROM uploads WHERE id = ? AND bucket = ? AND key = ?');
  const all = database.prepare('SELECT upload FROM uploads WHERE bucket = ?');
  const remove = database.prepare('DELETE FROM uploads WHERE id = ?');
  const replacePart = database.prepare('INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?)');
  const part = database.prepare('SELECT file FROM parts WHERE upload_id = ? AND number = ?');
  const parts = database.prepare(
    'SELECT number, file, size_bytes AS sizeBytes, md5 FROM parts WHERE upload_id = ? ORDER BY number',
  );
  const removeParts = database.prepare('DELETE FROM parts WHERE upload_id = ?');
  const files = database.prepare('SELECT file FROM parts');
  const read = (row: unknown): Upload => JSON.parse((row as { readonly upload: string }).upload) as Upload;
  return {
    start: (upload) => {
      const id = randomBytes(24).toString('base64url');
      insert.run(id, upload.bucket, upload.key, JSON.stringify({ ...upload, id }));
      return id;
    },
    find: (id, bucket, key) => {
      const row = find.get(id, bucket, key);
      return row === undefined ? undefined : read(row);
    },
    all: (bucket) => all.all(bucket).map(read),
    addPart: (uploadId, { number, file, sizeBytes, md5 }) => {
      const earlier = part.get(uploadId, number)?.['file'];
      replacePart.run(uploadId, number, file, sizeBytes, md5);
      return earlier === undefined ? undefined : String(earlier);
    },
    parts: (uploadId) => parts.all(uploadId) as unknown as readonly Part[],
    remove: (uploadId) => {
      remove.run(uploadId);
      removeParts.run(uploadId);
    },
    files: () => new Set(files.all().map(({ file }) => String(file))),
  };
}
