import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Source } from './survey.ts';

/**
 * Takes a file's path; returns it as a source that can be read several times.
 *
 * @throws Error if it cannot be read or is not a file
 */
export async function openFile(path: string): Promise<Source> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `${path} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`,
    );
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile())
      throw new Error(`${path} is not a file; it is read several times, so it must be one`);
    return {
      sizeBytes: stats.size,
      open: async function* (onBytes) {
        for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
          onBytes(chunk.length);
          yield chunk;
        }
      },
    };
  } finally {
    await file.close();
  }
}
