import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Status and reason for refusing a request because of its origin. */
export type OriginRefusal = { readonly status: 403 | 421; readonly detail: string };

/** Host of this machine, with an optional port. Includes names below `localhost`, as of a bucket (RFC 6761, section 6.3). */
const LOCAL_HOST = /^(?:(?:[^.:\]]+\.)*localhost\.?|127\.0\.0\.1|\[::1\])(?::\d*)?$/i;

/**
 * Refuses a request whose `Host` is not this machine. Otherwise a web page whose domain resolves to 127.0.0.1 (DNS rebinding)
 * could read responses of a local port, because the browser treats them as same-origin.
 *
 * @see https://owasp.org/www-community/attacks/DNS_Rebinding
 */
export function refuseHost({ host }: IncomingHttpHeaders): OriginRefusal | undefined {
  if (host === undefined || LOCAL_HOST.test(host)) return undefined;
  const detail = `Host must be localhost, 127.0.0.1 or [::1], with or without a port, not "${host.slice(0, 100)}"`;
  return { status: 421, detail };
}

/**
 * Returns whether a browser opens a link with a signature, which may be on a web page: a page cannot read the response. The
 * signature decides whether the link is valid.
 */
export function opensSignedLink({ method, url = '', headers }: IncomingMessage): boolean {
  const isNavigation = headers['sec-fetch-mode'] === 'navigate' && headers.origin === undefined;
  return method === 'GET' && isNavigation && /[?&]X-Amz-Signature=/.test(url);
}

/**
 * Refuses requests from web pages. Browsers add `Origin` to requests that may change state and `Sec-Fetch-Site` to all
 * requests; AWS SDKs, the AWS CLI and curl send neither. Opening the address in a browser (`none`) is allowed.
 *
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function refusePage(headers: IncomingHttpHeaders): OriginRefusal | undefined {
  const site = headers['sec-fetch-site'] ?? 'none';
  if (headers.origin === undefined && site === 'none') return undefined;
  return {
    status: 403,
    detail: 'Web pages cannot call this port: requests must not have an Origin or Sec-Fetch-Site header',
  };
}
