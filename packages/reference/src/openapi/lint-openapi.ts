import { createConfig, lintFromString } from '@redocly/openapi-core';
import type { OpenApiDocument } from './to-openapi.ts';

/**
 * Lints a document by Redocly's recommended rules.
 *
 * @returns one line per finding, including warnings: the location, the rule and the message
 */
export async function lintOpenApi(document: OpenApiDocument): Promise<readonly string[]> {
  const config = await createConfig({
    extends: ['recommended'],
    rules: {
      // The rule ignores methods: it reports POST …/{productId}/archive and GET …/by-sku/{sku}. The spec of `to-openapi.ts`
      // checks that no two routes of one method match the same request.
      'no-ambiguous-paths': 'off',
    },
  });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map(
    ({ location, ruleId, message }) => `${location[0]?.pointer ?? '#'} ${ruleId}: ${message}`,
  );
}
