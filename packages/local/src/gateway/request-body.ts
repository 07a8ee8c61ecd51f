import type { IncomingMessage, ServerResponse } from 'node:http';

/** The body exceeds the reader's limit. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** Responses to requests whose clients wait with the content. */
const waiting = new WeakMap<IncomingMessage, ServerResponse>();
/** Has `readBody` ask the client for the content of a request. */
export function continueAtRead(request: IncomingMessage, response: ServerResponse): void {
  waiting.set(request, response);
}

/** Maximum content that is dropped. API Gateway accepts no request that is larger. */
const MAX_DROPPED_BYTES = 10 * 1024 * 1024;

/**
 * Drops the content of a request that has its response, so that the client can read the response and use the connection
 * again. Content without an end closes the connection.
 */
export function dropBody(request: IncomingMessage): void {
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_DROPPED_BYTES) request.destroy();
  });
}

/**
 * Reads the whole body.
 *
 * @throws BodyTooLarge if it is longer than `maxBytes`. The rest is read and dropped, so that the client gets its response.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  waiting.get(request)?.writeContinue();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else reject(new BodyTooLarge(`The body is larger than ${maxBytes} bytes`));
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
  });
}
