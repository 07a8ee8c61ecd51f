import type { IncomingHttpHeaders } from 'node:http';
import type { Account } from '@tradepost/compiled-service/roles/aws-call';

/** An HTTP request to an AWS API. */
export type AwsRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** Resolves the names in a request that are not ARNs. */
export type CallScope = Account & {
  /** ARNs of KMS keys by the names of their aliases. */
  readonly keyAliases: ReadonlyMap<string, string>;
};
