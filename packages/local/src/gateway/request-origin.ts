import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is refused by where it comes from. */
export type OriginRefusal = { readonly status: 403 | 421; readonly detail: string };

/** A port may follow. A name below `localhost` is this machine too, such as that of a bucket (RFC 6761, section 6.3). */
const LOCAL_HOST = /^(?:(?:[^.:\]]+\.)*localhost\.?|127\.0\.0\.1|\[::1\])(?::\d*)?$/i;

/**
 * Refuses a request whose `Host` is not this machine. A web page that has its own name resolve to 127.0.0.1 (DNS rebinding)
 * could otherwise read what a local port answers: for the browser it is the page's own server.
 *
 * @see https://owasp.org/www-community/attacks/DNS_Rebinding
 */
export function refuseHost({ host }: IncomingHttpHeaders): OriginRefusal | undefined {
  if (host === undefined || LOCAL_HOST.test(host)) return undefined;
  const detail = `Host must be localhost, 127.0.0.1 or [::1], with or without a port, not "${host.slice(0, 100)}"`;
  return { status: 421, detail };
}

/**
 * Refuses what a web page sends: browsers add `Origin` to what may change something, and `Sec-Fetch-Site` to everything. An
 * AWS SDK, the AWS CLI and curl send neither. A person who opens the address in a browser (`none`) is let in.
 *
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function refusePage(headers: IncomingHttpHeaders): OriginRefusal | undefined {
  const site = headers['sec-fetch-site'] ?? 'none';
  if (headers.origin === undefined && site === 'none') return undefined;
  return { status: 403, detail: 'Web pages cannot call this port: it takes no Origin and no Sec-Fetch-Site' };
}
