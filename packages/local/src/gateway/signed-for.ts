import type { IncomingMessage } from 'node:http';

/**
 * Returns the service in the scope of a request's signature, in its header or its query (`KEY/DATE/REGION/SERVICE/aws4_request`);
 * empty without a signature.
 */
export function signedFor({ headers, url = '' }: Pick<IncomingMessage, 'headers' | 'url'>): string {
  const [, scope] = /Credential=([^,\s]+)/.exec(headers.authorization ?? '') ?? [];
  const [, presigned] = /[?&]X-Amz-Credential=([^&]+)/.exec(url) ?? [];
  return (scope ?? presigned ?? '').replaceAll(/%2f/gi, '/').split('/').at(3) ?? '';
}
