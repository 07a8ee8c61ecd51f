/** Unit of authorization in IAM: one action on one resource. A request may need several. */
export type AwsCall = {
  /** Action, such as `dynamodb:PutItem`. */
  readonly action: string;
  /** An ARN; `*` if the action does not support resource-level permissions. */
  readonly resource: string;
  /** Values of the supported condition keys, such as `events:source`. */
  readonly context?: Readonly<Record<string, string>>;
};

/** Region and account of resources that a request gives without an ARN. */
export type Account = { readonly region: string; readonly accountId: string };

/** Returns `arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE`, or `name` if it is an ARN already. */
export function toArn(service: string, { region, accountId }: Account, resource: string, name = ''): string {
  return name.startsWith('arn:') ? name : `arn:aws:${service}:${region}:${accountId}:${resource}${name}`;
}
