import { open } from 'node:fs/promises';

/** As text, records and orders, a file takes some fifteen times its size in memory. */
const MAX_MEGABYTES = 128;

/**
 * Reads a file into memory.
 *
 * @throws Error if it cannot be read, is not a file, or has more than 128 MB
 */
export async function readFileOf(path: string): Promise<Buffer> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `${path} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`,
    );
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new Error(`${path} is not a file`);
    if (stats.size > MAX_MEGABYTES * 2 ** 20)
      throw new Error(`${path} has more than ${MAX_MEGABYTES} MB: split it into several files`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}
