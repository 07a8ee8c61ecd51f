/** The checks of Schemathesis that are not ours, each with its reason. */
export const switchedOff: Readonly<Record<string, string>> = {
  unsupported_method:
    'It asks for 405 with Allow where a path does not take a method. API Gateway answers 404, and so does the local cloud.',
  allow_header_conformance: 'It looks at that Allow.',
  positive_data_acceptance:
    'A request can be right by its schema and still be refused with 400: a currency that is none, a made-up cursor, two variants of one SKU.',
  ignored_auth: 'Sign-in is still to come: no operation asks for a token yet.',
  object_level_authorization: 'Sign-in is still to come: every caller has every scope.',
};
