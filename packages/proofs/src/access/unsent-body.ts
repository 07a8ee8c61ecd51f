import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * Sends the head of a request that announces a body, and never sends the body.
 *
 * @param target path and query
 * @returns the status of the answer
 */
export async function statusWithoutBody(
  url: string,
  { method, target, token }: { readonly method: string; readonly target: string; readonly token?: string },
): Promise<number> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `Host: ${host}`,
    'Content-Type: application/json',
    'Content-Length: 1000',
    ...(token === undefined ? [] : [`Authorization: Bearer ${token}`]),
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  try {
    const [head] = (await once(socket, 'data')) as [Buffer];
    return Number(/^HTTP\/1\.1 (\d{3}) /.exec(head.toString('latin1'))?.[1]);
  } finally {
    socket.destroy();
  }
}
