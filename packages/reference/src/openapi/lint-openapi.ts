import { createConfig, lintFromString } from '@redocly/openapi-core';
import type { OpenApiDocument } from './to-openapi.ts';

/**
 * Holds a document against Redocly's recommended rules.
 *
 * @returns a line for each finding, warnings too: where it is, the rule, and what is wrong
 */
export async function lintOpenApi(document: OpenApiDocument): Promise<readonly string[]> {
  const config = await createConfig({
    extends: ['recommended'],
    rules: {
      // It does not look at methods: POST …/{productId}/archive and GET …/by-sku/{sku} are apart. The spec of
      // `to-openapi.ts` holds the routes of each method apart.
      'no-ambiguous-paths': 'off',
    },
  });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map(
    ({ location, ruleId, message }) => `${location[0]?.pointer ?? '#'} ${ruleId}: ${message}`,
  );
}
