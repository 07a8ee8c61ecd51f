import type { AwsEndpoints } from './functions/function-environment.ts';
import type { Page } from './gateway/pages.ts';
import type { CloudDescription } from './templates/read-templates.ts';

export type LocalCloudOptions = {
  /** The folder of the services: each of its folders with a `serverless.yml` is one. */
  readonly servicesDir?: string;
  /** Or the folders of the services themselves. */
  readonly services?: readonly string[];
  readonly stage?: string;
  /** Where data, templates and bundles are kept. */
  readonly dataDir?: string;
  /** Of the gateway; the AWS APIs get the next one. 0 takes any two that are free. */
  readonly port?: number;
  /** Drops all data before it starts. */
  readonly fresh?: boolean;
  /** Takes changed sources over while it runs. */
  readonly watch?: boolean;
  /** Keeps the lines that functions print to itself. */
  readonly quiet?: boolean;
  /** Holds every function and workflow to its role: a call to AWS that the role does not allow is refused. */
  readonly enforcePermissions?: boolean;
  /** With `enforcePermissions`: a folder that gets a file of the calls that were made, allowed or not. */
  readonly recordCalls?: string;
  /** Starts even if the templates declare what is not supported. */
  readonly allowUnsupported?: boolean;
  /** What the gateway shows beside the APIs: a path that a route takes is the route's. */
  readonly pages?: readonly Page[];
  /** Gets each line, with the service that it is from or about; `cloud` for the local cloud's own. */
  readonly log?: (source: string, line: string) => void;
  readonly onProgress?: (progress: Progress) => void;
};

export type Progress = {
  readonly step: 'packaged' | 'engine' | 'ready';
  readonly name: string;
  readonly durationMs: number;
  /** How many of `total` have come this far. */
  readonly done: number;
  readonly total: number;
  /** A package that did not have to be made. */
  readonly cached?: boolean;
};

export type LocalCloud = {
  /** Of the gateway: all HTTP APIs. */
  readonly url: string;
  /** Of all AWS APIs: `aws --endpoint-url …`. */
  readonly awsEndpoint: string;
  readonly endpoints: AwsEndpoints;
  /** What an AWS SDK or CLI needs in its environment to use this cloud. */
  readonly environment: Readonly<Record<string, string>>;
  readonly services: readonly string[];
  readonly description: CloudDescription;
  /** Settles, with the reason, if the cloud can no longer work. */
  readonly failed: Promise<string>;
  /** Stops everything; what was accepted is kept, and goes on at the next start. */
  readonly stop: () => Promise<void>;
};
