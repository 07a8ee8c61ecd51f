import { toStage } from '@tradepost/command-line/to-stage';
import { UsageError } from '@tradepost/command-line/usage-error';
import type { ApiUrls } from './connect.ts';

/** The API that a command calls: by its addresses, or by its stage on AWS. */
export type Target =
  | ApiUrls
  /** Without a region, the AWS SDK uses its default. */
  | { readonly stage: string; readonly region: string | undefined };

const DEFAULT_URL = 'http://127.0.0.1:4000';

/** The options that name a target, for `parseArgs`. */
export const TARGET_OPTIONS = {
  url: { type: 'string' },
  'catalog-url': { type: 'string' },
  stage: { type: 'string' },
  region: { type: 'string' },
} as const;

/** Part of the usage of every command that has these options. */
export const TARGET_USAGE = `  --url URL          address of the API (${DEFAULT_URL}, or TRADEPOST_URL)
  --catalog-url URL  address of the catalogue on a stage without a custom domain (TRADEPOST_CATALOG_URL)
  --stage NAME       the API of that stage on AWS, with the credentials of the environment; finds both addresses
  --region NAME      region of the stage, if it is not that of the environment`;

/**
 * Takes the values of the options; returns the target. `TRADEPOST_URL` and `TRADEPOST_CATALOG_URL` are used if there is neither
 * an address nor a stage.
 *
 * @throws UsageError if they exclude each other, or if one is malformed
 */
export function toTarget(values: Partial<Record<keyof typeof TARGET_OPTIONS, string>>): Target {
  const { url, stage, region, 'catalog-url': catalogUrl } = values;
  if (url !== undefined && stage !== undefined) throw new UsageError('--url and --stage exclude each other');
  if (catalogUrl !== undefined && url === undefined) throw new UsageError('--catalog-url needs --url');
  if (stage !== undefined) return { stage: toStage(stage), region };
  if (region !== undefined) throw new UsageError('--region needs --stage');
  if (url !== undefined)
    return {
      url: toUrl('--url', url),
      ...(catalogUrl === undefined ? {} : { catalogUrl: toUrl('--catalog-url', catalogUrl) }),
    };
  const { TRADEPOST_URL = DEFAULT_URL, TRADEPOST_CATALOG_URL } = process.env;
  return {
    url: toUrl('TRADEPOST_URL', TRADEPOST_URL),
    ...(TRADEPOST_CATALOG_URL === undefined
      ? {}
      : { catalogUrl: toUrl('TRADEPOST_CATALOG_URL', TRADEPOST_CATALOG_URL) }),
  };
}

function toUrl(name: string, written: string): string {
  if (URL.canParse(written) && /^https?:/.test(written)) return written;
  throw new UsageError(`${name} must be an http or https address, not ${JSON.stringify(written)}`);
}
