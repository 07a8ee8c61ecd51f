import { UsageError } from './usage-error.ts';

/** Parser of an option or argument, as commander calls it. */
type Parser<Value> = (written: string) => Value;

/** Enough for every count, and a safe integer in milliseconds. */
const MAX_NUMBER = 1_000_000_000;
/**
 * Names of resources contain the stage's name. `pnpm check cfn` compares them with AWS's limits on `staging`, which is as long.
 */
export const MAX_STAGE_LENGTH = 7;

/**
 * Parses a whole number.
 *
 * @param name as typed: `--port`
 * @param bounds the least and the largest number that is accepted (1 to a billion)
 * @returns a parser, which throws a UsageError for another value
 */
export function wholeNumber(
  name: string,
  { least = 1, most = MAX_NUMBER }: { readonly least?: number; readonly most?: number } = {},
): Parser<number> {
  return (written) => {
    const value = Number(written);
    if (/^\d{1,16}$/.test(written) && value >= least && value <= most) return value;
    throw wrong(name, `a whole number from ${least} to ${most}`, written);
  };
}

/**
 * Parses the value of `--stage`.
 *
 * @throws UsageError if it is not the name of a stage
 */
export function stage(written: string): string {
  if (/^[a-z][a-z0-9]*$/.test(written) && written.length <= MAX_STAGE_LENGTH) return written;
  const rule = `1 to ${MAX_STAGE_LENGTH} lower-case letters and digits that begin with a letter, such as dev`;
  throw wrong('--stage', rule, written);
}

/**
 * Parses the address of an API.
 *
 * @param name as typed: `--url`; or an environment variable
 * @returns a parser, which throws a UsageError for another value
 */
export function url(name: string): Parser<string> {
  return (written) => {
    if (URL.canParse(written) && /^https?:/.test(written)) return written;
    throw wrong(name, 'an http or https address', written);
  };
}

/**
 * Parses one of several values.
 *
 * @param name as typed: `--service`
 * @param values are read only if the option is used, unlike those of commander's `choices`
 * @returns a parser, which throws a UsageError for another value
 */
export function oneOf<Value extends string>(name: string, values: () => readonly Value[]): Parser<Value> {
  return (written) => {
    const known = values();
    const found = known.find((value) => value === written);
    if (found !== undefined) return found;
    throw wrong(name, `one of ${known.join(', ')}`, written);
  };
}

/**
 * Parses an option that may be given several times. It must not have a default value, which would be kept.
 *
 * @param parse parser of each value
 */
export function repeated<Value>(
  parse: Parser<Value>,
): (written: string, previous: readonly Value[] | undefined) => readonly Value[] {
  return (written, previous = []) => [...previous, parse(written)];
}

/**
 * Error for a wrong value.
 *
 * @param rule completes the sentence "--port must be …"
 */
export function wrong(name: string, rule: string, written: string): UsageError {
  return new UsageError(`${name} must be ${rule}, not ${JSON.stringify(written)}`);
}
