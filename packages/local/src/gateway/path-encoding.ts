/**
 * What the two kinds of API make of percent-encoding in paths.
 *
 * A REST API matches the path as it was sent, and passes parameters on as they were sent: `my-id%2F100` is one
 * parameter, `my-id%2F100`.
 *
 * An HTTP API decodes the path, reads the result as a path once more (a `/` separates segments, a `?` ends the path),
 * matches that, and decodes the parameters again. So `a%2Fb` is two segments, `a%252Fb` the parameter `a/b`, `a%3Fb` the
 * parameter `a`, and `50%25off` is refused with 400, because `50%off` cannot be decoded. A parameter with `/`, `?` or `%`
 * is therefore lost or changed if its client encodes it once, as clients do.
 *
 * What an HTTP API makes of `+` and `%2B` is in none of these captures: both are a plus here, never a space.
 *
 * @see https://github.com/hotsock/voker/blob/main/vokerhttp/testdata/ingress-paths.json paths sent to deployed APIs, and
 *   what their functions received (2026)
 * @see https://github.com/aws/aws-sam-cli/issues/3524 an encoded slash in a deployed REST API
 * @see https://github.com/aws-powertools/powertools-lambda-python/issues/1098 a space in a deployed HTTP API
 */

/**
 * Takes the path of a request to a REST API; returns the path for serverless-offline, which decodes each parameter once,
 * so that the function receives parameters as they were sent.
 */
export function toRestPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/**
 * Takes the path of a request to an HTTP API; returns the path that the API matches, encoded for serverless-offline, which
 * decodes each parameter once. Undefined if the API refuses the path with 400.
 */
export function toHttpPath(path: string): string | undefined {
  try {
    const [decoded = ''] = decodeURIComponent(path).split('?');
    const segments = decoded.split('/').map(decodeURIComponent);
    // serverless-offline would resolve them (RFC 3986, section 5.2.4).
    if (segments.some((segment) => segment === '.' || segment === '..')) return undefined;
    return segments.map(encodeURIComponent).join('/');
  } catch {
    return undefined;
  }
}
