import type { IncomingHttpHeaders } from 'node:http';

/** Handler of one AWS API. Takes a whole request; answers a caller's errors with a response and never rejects for them. */
export type AwsHandler = (request: {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}) => Promise<AwsResponse>;

export type AwsResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};
