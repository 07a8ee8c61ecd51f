export type ReferenceSettings = {
  /** URL of the document, on the server of the page. */
  readonly documentUrl: string;
  /** URL of Scalar's script, on the server of the page. */
  readonly scriptUrl: string;
  /** Ids of the clients with which the page signs people in, by security scheme. The issuer redirects to the page. */
  readonly clientIds?: Readonly<Record<string, string>> | undefined;
};

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
export function toReferenceHtml({ documentUrl, scriptUrl, clientIds = {} }: ReferenceSettings): string {
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
        authentication: {
          preferredSecurityScheme: 'staff',
          securitySchemes: Object.fromEntries(
            Object.entries(${JSON.stringify(clientIds)}).map(([name, clientId]) => [
              name,
              {
                flows: {
                  authorizationCode: {
                    'x-usePkce': 'SHA-256',
                    'x-scalar-client-id': clientId,
                    'x-scalar-redirect-uri': location.origin + location.pathname,
                  },
                },
              },
            ]),
          ),
        },
      });
    </script>
  </body>
</html>
`;
}
