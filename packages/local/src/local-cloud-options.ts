import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import type { AwsEndpoints } from './functions/function-environment.ts';
import type { Page } from './gateway/pages.ts';
import type { Site } from './gateway/sites.ts';
import type { LocalUser } from './identity/pools.ts';

export type LocalCloudOptions = {
  /** Folder of the services: each subfolder with a `serverless.yml` is a service. */
  readonly servicesDir?: string;
  /** Folders of the individual services, instead of `servicesDir`. */
  readonly services?: readonly string[];
  readonly stage?: string;
  /** Folder for data. */
  readonly dataDir?: string;
  /** Folder of the cache for compiled templates and bundles. Defaults to the one that all users of this repository share. */
  readonly cacheDir?: string;
  /** Port of the gateway; the AWS APIs get the next one. 0 uses any two free ports. */
  readonly port?: number;
  /** Deletes all data before the start. */
  readonly fresh?: boolean;
  /** Reloads changed sources while the cloud is running. */
  readonly watch?: boolean;
  /** Hides the output of the functions. */
  readonly quiet?: boolean;
  /** Enforces the role of every function and workflow: AWS calls that it does not allow are refused. */
  readonly enforcePermissions?: boolean;
  /** With `enforcePermissions`: folder to which a file of all AWS calls, allowed or not, is written. */
  readonly recordCalls?: string;
  /** Users of the templates' user pools. */
  readonly users?: readonly LocalUser[];
  /**
   * Username by name of a user pool: a request without a token gets the claims of that user, on every route whose authorizer
   * has that pool. By default, such a request is refused.
   */
  readonly open?: Readonly<Record<string, string>>;
  /** Applies the throttling of API stages. Defaults to true; false is for tests of load. */
  readonly throttleStages?: boolean;
  /**
   * Paths of pages of the gateway that sign people in. Every app client with the code flow accepts their addresses beside its
   * callback URLs, which cannot have the gateway's port.
   */
  readonly signInPages?: readonly string[];
  /** Starts even if a template declares something unsupported. */
  readonly allowUnsupported?: boolean;
  /** Pages that the gateway serves next to the APIs. A route with the same path takes precedence. */
  readonly pages?: readonly Page[];
  /** Static websites that the gateway serves next to the APIs. */
  readonly sites?: readonly Site[];
  /** Receives each line with its source: a service, or `cloud` for the local cloud itself. */
  readonly log?: (source: string, line: string) => void;
  readonly onProgress?: (progress: Progress) => void;
};

export type Progress = {
  readonly step: 'packaged' | 'engine' | 'ready';
  readonly name: string;
  readonly durationMs: number;
  /** Number of items, out of `total`, that have finished this step. */
  readonly done: number;
  readonly total: number;
  /** Set if the package of an earlier run was reused. */
  readonly cached?: boolean;
};

export type LocalCloud = {
  /** URL of the gateway, which serves all HTTP APIs. */
  readonly url: string;
  /** URL of all AWS APIs, for `aws --endpoint-url …`. */
  readonly awsEndpoint: string;
  readonly endpoints: AwsEndpoints;
  /** Environment variables with which an AWS SDK or CLI uses this cloud. */
  readonly environment: Readonly<Record<string, string>>;
  readonly services: readonly string[];
  readonly description: CloudDescription;
  /** `open` of the options. */
  readonly open: Readonly<Record<string, string>>;
  /** Resolves with the reason if the cloud stops working. */
  readonly failed: Promise<string>;
  /** Stops the cloud. Accepted work is stored and resumes at the next start. */
  readonly stop: () => Promise<void>;
};

/** Returns a function that reports each finished item of a step, out of `total`. */
export function progressOf({ onProgress }: LocalCloudOptions, step: Progress['step'], total: number) {
  let done = 0;
  return (name: string, durationMs: number, cached?: boolean): void => {
    done += 1;
    onProgress?.({ step, name, durationMs, done, total, ...(cached === undefined ? {} : { cached }) });
  };
}
