/** What IAM decides about: one action on one resource. A request may be several. */
export type AwsCall = {
  /** `dynamodb:PutItem`. */
  readonly action: string;
  /** An ARN; `*` where the action knows no resources. */
  readonly resource: string;
};

/** Whose resources a request names that gives no ARN. */
export type Account = { readonly region: string; readonly accountId: string };

/** `arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE`; what is an ARN already stays as it is. */
export function toArn(service: string, { region, accountId }: Account, resource: string, name = ''): string {
  return name.startsWith('arn:') ? name : `arn:aws:${service}:${region}:${accountId}:${resource}${name}`;
}
