/**
 * Takes an environment variable as a template has it; returns what about it looks like a secret, in words, or
 * undefined. The value itself is never in the words.
 */
export function secretIn(name: string, value: unknown): string | undefined {
  if (SECRET_NAME.test(name) && !NAMES_A_PLACE.test(name)) return `${name}, which is called like a secret`;
  const kind = textsIn(value)
    .map(kindOfSecret)
    .find((found) => found !== undefined);
  return kind === undefined ? undefined : `${name}, which holds ${kind}`;
}

const SECRET_NAME =
  /(?:^|_)(?:SECRET|PASSWORD|PASSWD|PASSPHRASE|TOKEN|CREDENTIALS?|(?:API|PRIVATE|ACCESS|SIGNING|ENCRYPTION)_?KEY)(?:_|$)/i;
/** `PROVIDER_SECRET_ARN` is the address of a secret; `TOKEN_TTL_SECONDS` is a number. */
const NAMES_A_PLACE = /_(?:ARN|NAME|PARAMETER|URL|SECONDS|MS)$/i;

const SECRET_VALUES: readonly (readonly [string, RegExp])[] = [
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["a provider's key", /\b(?:sk|rk|pk|whsec)_(?:live_|test_)?[0-9A-Za-z]{16,}/],
  ['a token of GitHub or Slack', /\b(?:gh[pousr]_[0-9A-Za-z]{20,}|xox[abprs]-[0-9A-Za-z-]{10,})/],
  ['a JSON Web Token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/],
  ['a password in a URL', /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/i],
  ['a secret that CloudFormation would write out', /\{\{resolve:(?:secretsmanager|ssm-secure):/],
  ['what looks like a key', /^[0-9a-f]{32,}$/i],
  // Mixed letters and digits without a word among them: base64, or random characters.
  ['what looks like a key', /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\w+/-]{24,}={0,2}$/],
];

function kindOfSecret(text: string): string | undefined {
  return SECRET_VALUES.find(([, pattern]) => pattern.test(text))?.[0];
}

/** All texts in a value, inside intrinsic functions too. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
