import { toStage } from '../terminal/to-stage.ts';

/** The API that a command speaks to: by its address, or as that of a stage on AWS. */
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

/** They stand in the usage of every command that takes them. */
export const TARGET_USAGE = `  --url URL      the API's address (${DEFAULT_URL}, or TRADEPOST_URL)
  --stage NAME   the API of that stage on AWS, with the credentials of the environment
  --region NAME  the stage's region, where it is not the one of the environment`;

/**
 * Takes what the options say; returns the target. `TRADEPOST_URL` counts where neither an address nor a stage is given.
 *
 * @throws Error in plain words
 */
export function toTarget({
  url,
  stage,
  region,
}: Partial<Record<keyof typeof TARGET_OPTIONS, string>>): Target {
  if (url !== undefined && stage !== undefined) throw new Error('--url or --stage: one of them, not both');
  if (stage !== undefined) return { stage: toStage(stage), region };
  if (region !== undefined) throw new Error('--region goes with --stage');
  const address = url ?? process.env['TRADEPOST_URL'] ?? DEFAULT_URL;
  if (!URL.canParse(address))
    throw new Error(`${url === undefined ? 'TRADEPOST_URL' : '--url'} ${address} is no address`);
  return { url: address };
}
