/**
 * Percent-encoding in paths, as REST APIs and HTTP APIs handle it.
 *
 * A REST API matches the path as it was sent and passes parameters on unchanged: `my-id%2F100` is one parameter,
 * `my-id%2F100`.
 *
 * An HTTP API decodes the path, parses the result as a path once more (a `/` separates segments, a `?` ends the path),
 * matches it, and decodes the parameters again. So `a%2Fb` is two segments, `a%252Fb` is the parameter `a/b`, `a%3Fb` is the
 * parameter `a`, and `50%25off` is refused with 400, because `50%off` cannot be decoded. A parameter with `/`, `?` or `%`
 * is therefore lost or changed if a client encodes it once, which is what clients do.
 *
 * The captures below do not contain `+` or `%2B` for an HTTP API. Here, both are a plus and never a space.
 *
 * @see https://github.com/hotsock/voker/blob/main/vokerhttp/testdata/ingress-paths.json paths sent to deployed APIs, and
 *   the values that their functions received (2026)
 * @see https://github.com/aws/aws-sam-cli/issues/3524 an encoded slash in a deployed REST API
 * @see https://github.com/aws-powertools/powertools-lambda-python/issues/1098 a space in a deployed HTTP API
 */

/**
 * Encodes the path of a REST API request for the route table. The table decodes each parameter once, so that the function
 * receives the parameters as they were sent.
 */
export function toRestPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/**
 * Returns the path that an HTTP API matches for a request, encoded for the route table, which decodes each parameter once.
 * Returns undefined if the API refuses the path with 400.
 */
export function toHttpPath(path: string): string | undefined {
  try {
    const [decoded = ''] = decodeURIComponent(path).split('?');
    const segments = decoded.split('/').map(decodeURIComponent);
    // Clients and proxies resolve these segments (RFC 3986, section 5.2.4).
    if (segments.some((segment) => segment === '.' || segment === '..')) return undefined;
    return segments.map(encodeURIComponent).join('/');
  } catch {
    return undefined;
  }
}
