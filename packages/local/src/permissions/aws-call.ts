/** What IAM decides about: one action on one resource. A request may need several. */
export type AwsCall = {
  /** `dynamodb:PutItem`. */
  readonly action: string;
  /** An ARN; `*` if the action does not support resource-level permissions. */
  readonly resource: string;
  /** The condition keys of the request that are known here: `events:source`. */
  readonly context?: Readonly<Record<string, string>>;
};

/** Whose resources a request names that gives no ARN. */
export type Account = { readonly region: string; readonly accountId: string };

/** `arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE`; what is an ARN already stays as it is. */
export function toArn(service: string, { region, accountId }: Account, resource: string, name = ''): string {
  return name.startsWith('arn:') ? name : `arn:aws:${service}:${region}:${accountId}:${resource}${name}`;
}
