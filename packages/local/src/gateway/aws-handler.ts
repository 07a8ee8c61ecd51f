import type { IncomingHttpHeaders } from 'node:http';

/** A handler of one AWS API: takes a whole request, and never rejects for what the caller did wrong. */
export type AwsHandler = (request: {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}) => Promise<AwsResponse>;

export type AwsResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};
