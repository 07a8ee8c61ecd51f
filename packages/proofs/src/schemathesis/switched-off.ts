/** Checks of Schemathesis that are switched off, each with its reason. */
export const switchedOff: Readonly<Record<string, string>> = {
  unsupported_method:
    'It requires 405 with Allow for a method that a path does not support. API Gateway answers 404, and so does the local cloud.',
  allow_header_conformance: 'It checks the header Allow of a 405.',
  positive_data_acceptance:
    'A request can match its schema and still be answered with 400: an unknown currency, an invalid cursor, two variants of one SKU.',
  ignored_auth:
    'The local cloud, which is tested here, needs no token. A deployed stage answers 401: `pnpm rehearse` tests that.',
  object_level_authorization: 'In the local cloud every caller has every scope.',
};
