/** Where the page finds what it needs, on the server that it is from. */
export type ReferenceUrls = { readonly documentUrl: string; readonly scriptUrl: string };

/**
 * Scalar's settings: everything that would ask a server of Scalar’s, or send it something, is off.
 * @see https://scalar.com/products/api-references/configuration
 */
const SETTINGS = {
  theme: 'default',
  withDefaultFonts: false,
  telemetry: false,
  // Empty, and not left out: that would be Scalar’s own proxy.
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

/** Even if a setting changed its name, the browser would not let the page ask anybody else. */
const POLICY = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:";

/** The page that shows an OpenAPI document by Scalar. */
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
        servers: [{ url: location.origin, description: 'Where this page is from' }],
      });
    </script>
  </body>
</html>
`;
}
