import type { Command, OptionValues } from '@tradepost/command-line/command';
import { stage as parseStage, url as parseUrl } from '@tradepost/command-line/parsers';
import { UsageError } from '@tradepost/command-line/usage-error';
import type { ApiUrls } from './connect.ts';

/** The API that a command calls: by its addresses, or by its stage on AWS. */
export type Target =
  | ApiUrls
  /** Without a region, the AWS SDK uses its default. */
  | { readonly stage: string; readonly region: string | undefined };

/** Values of the options that `withTarget` adds. */
export type TargetValues = {
  readonly url?: string | undefined;
  readonly catalogUrl?: string | undefined;
  readonly stage?: string | undefined;
  readonly region?: string | undefined;
};

/** Value of the option that `withCaller` adds. */
export type CallerValues = { readonly token?: string | undefined };

const DEFAULT_URL = 'http://127.0.0.1:4000';

/** Adds the options that name a target and its caller, for a command that calls the API. */
export function withCaller<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
): Command<Args, Options & TargetValues & CallerValues> {
  const described = withTarget(command).option(
    '--token <token>',
    'access token of the caller (TRADEPOST_TOKEN; on this machine, the developer)',
  );
  return described as unknown as Command<Args, Options & TargetValues & CallerValues>;
}

/** Adds the options that name a target, in a group of their own at the end of the help. */
export function withTarget<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
): Command<Args, Options & TargetValues> {
  command
    .optionsGroup('Which Tradepost (without these options, the one on this machine):')
    .option('--url <url>', `address of the API (${DEFAULT_URL}, or TRADEPOST_URL)`, parseUrl('--url'))
    .option(
      '--catalog-url <url>',
      'address of the catalogue on a stage without a custom domain (TRADEPOST_CATALOG_URL)',
      parseUrl('--catalog-url'),
    )
    .option(
      '--stage <name>',
      'the API of that stage on AWS, with the credentials of the environment; finds both addresses',
      parseStage,
    )
    .option('--region <name>', 'region of the stage, if it is not that of the environment');
  return command as unknown as Command<Args, Options & TargetValues>;
}

/**
 * Takes the values of the options; returns the target. `TRADEPOST_URL` and `TRADEPOST_CATALOG_URL` are used if there is neither
 * an address nor a stage.
 *
 * @throws UsageError if they exclude each other, or if a variable is malformed
 */
export function toTarget({ url, stage, region, catalogUrl }: TargetValues): Target {
  if (url !== undefined && stage !== undefined) throw new UsageError('--url and --stage exclude each other');
  if (catalogUrl !== undefined && url === undefined) throw new UsageError('--catalog-url needs --url');
  if (stage !== undefined) return { stage, region };
  if (region !== undefined) throw new UsageError('--region needs --stage');
  if (url !== undefined) return catalogUrl === undefined ? { url } : { url, catalogUrl };
  const { TRADEPOST_URL = DEFAULT_URL, TRADEPOST_CATALOG_URL } = process.env;
  return {
    url: parseUrl('TRADEPOST_URL')(TRADEPOST_URL),
    ...(TRADEPOST_CATALOG_URL === undefined
      ? {}
      : { catalogUrl: parseUrl('TRADEPOST_CATALOG_URL')(TRADEPOST_CATALOG_URL) }),
  };
}
