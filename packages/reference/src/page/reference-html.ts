/** URLs of the document and of Scalar's script, on the server of the page. */
export type ReferenceUrls = { readonly documentUrl: string; readonly scriptUrl: string };

/**
 * Scalar's settings. Everything that sends a request to a server of Scalar is off.
 * @see https://scalar.com/products/api-references/configuration
 */
const SETTINGS = {
  theme: 'default',
  withDefaultFonts: false,
  telemetry: false,
  // Empty instead of absent: the default is Scalar's own proxy.
  proxyUrl: '',
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  hideClientButton: true,
  persistAuth: false,
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  documentDownloadType: 'json',
  operationTitleSource: 'summary',
  defaultOpenAllTags: true,
} as const;

/** Blocks requests to other hosts in the browser, even if a setting of Scalar is renamed. */
const POLICY = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:";

/** HTML of the page that shows an OpenAPI document with Scalar. */
export function toReferenceHtml({ documentUrl, scriptUrl }: ReferenceUrls): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <title>Tradepost API</title>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="${POLICY}">
    <link rel="icon" href="data:,">
  </head>
  <body>
    <div id="reference"></div>
    <script src="${scriptUrl}"></script>
    <script>
      Scalar.createApiReference('#reference', {
        ...${JSON.stringify({ url: documentUrl, ...SETTINGS })},
        servers: [{ url: location.origin, description: 'Server of this page' }],
      });
    </script>
  </body>
</html>
`;
}
