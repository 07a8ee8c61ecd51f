import type { JWTPayload } from 'jose';
import type { AuthorizerContext } from '../gateway/api-event.ts';

/**
 * Converts verified claims to the result of an authorizer, as API Gateway passes it to a function: every value is text. An
 * HTTP API has lists in brackets, with spaces; a REST API has them with commas, and `exp` and `iat` as dates.
 *
 * @param routeScopes scopes that the route asks for; an HTTP API passes on the token's scopes only if there are any
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function toAuthorizerContext(
  kind: 'http' | 'rest',
  claims: JWTPayload,
  routeScopes: readonly string[],
): AuthorizerContext {
  const entries = Object.entries(claims).filter(([, value]) => value !== undefined && value !== null);
  const toText = kind === 'http' ? toHttpText : toRestText;
  const texts = Object.fromEntries(entries.map(([name, value]) => [name, toText(value, name)]));
  if (kind === 'rest') return { claims: texts };
  return { jwt: { claims: texts, scopes: routeScopes.length === 0 ? null : scopesOf(claims) } };
}

/** Scopes of a token: the claim `scope`, or else `scp`, as text with spaces or as a list. */
export function scopesOf({ scope, scp }: JWTPayload): readonly string[] {
  const value = scope ?? scp;
  const scopes = typeof value === 'string' ? value.split(' ') : Array.isArray(value) ? value.map(String) : [];
  return scopes.filter((each) => each !== '');
}

/** Go's format of values: `[a b]`, `map[a:1 b:2]`. */
function toHttpText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => toHttpText(each)).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `map[${entries.map(([name, each]) => `${name}:${toHttpText(each)}`).join(' ')}]`;
}

function toRestText(value: unknown, name: string): string {
  if ((name === 'exp' || name === 'iat') && typeof value === 'number') return toDateText(value);
  if (Array.isArray(value)) return value.map(String).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Java's format of dates: `Thu Dec 06 17:08:23 UTC 2018`. */
function toDateText(seconds: number): string {
  // `Thu, 06 Dec 2018 17:08:23 GMT`
  const [day = '', date, month, year, time] = new Date(seconds * 1_000).toUTCString().split(' ');
  return `${day.slice(0, 3)} ${month} ${date} ${time} UTC ${year}`;
}
