import { toStage } from '../terminal/to-stage.ts';
import { UsageError } from '../terminal/usage-error.ts';

/** The API that a command calls: by its address, or as that of a stage on AWS. */
export type Target =
  | { readonly url: string }
  /** Without a region it is where the AWS SDK looks by default. */
  | { readonly stage: string; readonly region: string | undefined };

const DEFAULT_URL = 'http://127.0.0.1:4000';

/** The options by which a target is named, for `parseArgs`. */
export const TARGET_OPTIONS = {
  url: { type: 'string' },
  stage: { type: 'string' },
  region: { type: 'string' },
} as const;

/** Part of the usage of every command that has these options. */
export const TARGET_USAGE = `  --url URL      the API's address (${DEFAULT_URL}, or TRADEPOST_URL)
  --stage NAME   the API of that stage on AWS, with the credentials of the environment
  --region NAME  the stage's region, where it is not the one of the environment`;

/**
 * Takes the values of the options; returns the target. `TRADEPOST_URL` is used if there is neither an address nor a stage.
 *
 * @throws UsageError if they exclude each other, or if one is malformed
 */
export function toTarget({
  url,
  stage,
  region,
}: Partial<Record<keyof typeof TARGET_OPTIONS, string>>): Target {
  if (url !== undefined && stage !== undefined) throw new UsageError('--url and --stage exclude each other');
  if (stage !== undefined) return { stage: toStage(stage), region };
  if (region !== undefined) throw new UsageError('--region needs --stage');
  const address = url ?? process.env['TRADEPOST_URL'] ?? DEFAULT_URL;
  if (!URL.canParse(address) || !/^https?:/.test(address)) {
    const name = url === undefined ? 'TRADEPOST_URL' : '--url';
    throw new UsageError(`${name} must be an http or https address, not ${JSON.stringify(address)}`);
  }
  return { url: address };
}
