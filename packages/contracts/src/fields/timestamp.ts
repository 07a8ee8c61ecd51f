// `z.core.regexes` would add all of zod to the bundle of every function.

import * as z from 'zod/mini';
import { regexes } from 'zod/v4/core';

const DAY = regexes.date.source.slice(1, -1);
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)';
const OFFSET = '(?:[Zz]|[+\\- ](?:[01]\\d|2[0-3]):[0-5]\\d)';

/**
 * RFC 3339, section 5.6, with `t`, `z` and a space for the `T`, as its notes allow. A space is also accepted for the `+` of an
 * offset: a `+` in a query string that was not percent-encoded becomes a space.
 */
const RFC_3339 = new RegExp(`^${DAY}[Tt ]${TIME}(?:\\.\\d+)?${OFFSET}$`);

const RULE =
  'must be an RFC 3339 time with an offset, such as 2026-11-24T09:30:00Z or 2026-11-24T09:30:00+01:00';

/**
 * A point in time. Accepts RFC 3339 with any offset and any number of fractional digits; returns it in UTC with milliseconds
 * (`2026-11-24T09:30:00.000Z`), so that times compare as strings. Digits beyond milliseconds are dropped. A leap second,
 * `23:59:60` in UTC, is the second after it.
 * @see https://www.rfc-editor.org/rfc/rfc3339#section-5.6
 */
export const timestamp = z.pipe(
  z.pipe(
    z
      .string()
      .check(
        z.regex(RFC_3339, RULE),
        z.meta({ format: 'date-time', description: 'RFC 3339 with any offset.' }),
      ),
    z.transform(toUtc),
  ),
  z.iso.datetime({ error: RULE }).check(z.describe('RFC 3339, UTC.')),
);

const MS_PER_SECOND = 1_000;
const LAST_SECOND_OF_DAY = 'T23:59:59';

/** Returns the text unchanged if it is not a point in time: a leap second in the middle of a day, or a year outside 0 to 9999. */
function toUtc(text: string): string {
  const [, date = '', minute = '', second = '', fraction = '', offset = ''] =
    /^(.{10}).(.{5}):(\d\d)(?:\.(\d+))?(\D.*)$/.exec(text) ?? [];
  const isLeapSecond = second === '60';
  const seconds = isLeapSecond ? '59' : second;
  const milliseconds = isLeapSecond ? '000' : fraction.slice(0, 3).padEnd(3, '0');
  const zone = offset.toUpperCase().replace(' ', '+');
  const utc = new Date(`${date}T${minute}:${seconds}.${milliseconds}${zone}`);
  const iso = utc.toISOString();
  if (!isLeapSecond) return iso;
  return iso.includes(LAST_SECOND_OF_DAY) ? new Date(utc.getTime() + MS_PER_SECOND).toISOString() : text;
}
