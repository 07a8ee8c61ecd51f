import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Source } from './survey.ts';

/** Each byte order mark of UTF-16. */
const UTF_16_MARKS = new Map([
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
]);

/**
 * Takes a file's path; returns it as something that can be read several times.
 *
 * @throws Error in plain words where it is no file that can be read, or not in the encoding that was named
 */
export async function openFile(path: string, encoding: string): Promise<Source> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `${path} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`,
    );
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile())
      throw new Error(`${path} is not a file; it is read several times, so it must be one`);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    const utf16 = bytesRead === 2 ? UTF_16_MARKS.get(buffer.toString('hex')) : undefined;
    if (utf16 !== undefined && utf16 !== encoding) {
      throw new Error(
        `${path}: line 1, column 1: the file is ${utf16}, not ${encoding}: say --encoding ${utf16}`,
      );
    }
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
