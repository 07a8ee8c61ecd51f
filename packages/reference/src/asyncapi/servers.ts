/** AWS services that transport messages. */
export type ServerName = 'eventbridge' | 'sqs' | 'lambda';

/** Hosts of servers that are not AWS's own, such as the local cloud: `{sqs: '127.0.0.1:4100'}`. */
export type Hosts = Readonly<Partial<Record<ServerName, string>>>;

const SERVERS: Readonly<Record<ServerName, { readonly host: string; readonly title: string }>> = {
  eventbridge: { host: 'events.{region}.amazonaws.com', title: 'Amazon EventBridge' },
  sqs: { host: 'sqs.{region}.amazonaws.com', title: 'Amazon SQS' },
  lambda: { host: 'lambda.{region}.amazonaws.com', title: 'AWS Lambda' },
};

const REGION = { default: 'us-east-1', description: 'The AWS region that the stage is deployed to.' };

/** The used servers, each with its security scheme. */
export function toServers(used: ReadonlySet<ServerName>, hosts: Hosts) {
  const names = (Object.keys(SERVERS) as ServerName[]).filter((name) => used.has(name));
  return Object.fromEntries(
    names.map((name) => {
      const { host, title } = SERVERS[name];
      const local = hosts[name];
      return [
        name,
        {
          host: local ?? host,
          title,
          protocol: name,
          ...(local === undefined ? { variables: { region: REGION } } : {}),
          security: [{ $ref: '#/components/securitySchemes/sigv4' }],
        },
      ];
    }),
  );
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html */
export const SECURITY_SCHEMES = {
  sigv4: {
    type: 'http',
    scheme: 'AWS4-HMAC-SHA256',
    description:
      'Requests are signed with AWS Signature Version 4; IAM policies determine who may send where.',
  },
};
