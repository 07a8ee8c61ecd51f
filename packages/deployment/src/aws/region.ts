/** Region of a deployment: the same rule as in `packages/serverless-config/provider.yml`. */
export function deploymentRegion(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return env['AWS_REGION'] ?? 'us-east-1';
}
