/** A JSON number as text, for numbers that JavaScript cannot represent. */
function numberOf(text: string): unknown {
  return (JSON as unknown as { rawJSON: (text: string) => unknown }).rawJSON(text);
}

/** Splits a list of words at its white space. */
export function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

const LONG_CHARACTERS = 10_000;
const DEEP_LEVELS = 500;

/** Texts that commonly break programs. */
export const HOSTILE_TEXTS: readonly string[] = [
  ...words('__proto__ constructor toString null undefined true 0 -1 1e3 ../../etc/passwd 2026-01-01 İıſK'),
  ...['', ' ', 'a\u0000b', 'a\nb\r\nc', '\u001b[31m\u007f\u0085', '\ud800', 'a\udfff\ud800b', '\ufeffmark'],
  ...["' OR 1=1 --", '{{7*7}}#{7*7}', '<script>alert(1)</script>', '\u202eright to left', '\ufffe\uffff'],
  ...['e\u0301'.repeat(100), '👩‍👩‍👧‍👦'.repeat(30), '🏴'.repeat(101), 'ﷺ'.repeat(201)],
  ...[
    '4242 4242 4242 4242',
    '2026-02-30T25:61:61Z',
    'x'.repeat(LONG_CHARACTERS),
    '𝒳'.repeat(LONG_CHARACTERS / 2),
  ],
];

/** Numbers at the limits of JSON, doubles, integers and DynamoDB. */
export const HOSTILE_NUMBERS: readonly unknown[] = words(
  `-0 1e400 -1e400 1e308 1e-400 9007199254740993 -9007199254740993 1E2 1.0 0.1 0.5
   123456789012345678901234567890123456789 18446744073709551616 2147483648`,
).map(numberOf);

/** Names of fields and query parameters that commonly break programs. */
export const HOSTILE_NAMES: readonly string[] = [
  ...words(
    '__proto__ constructor prototype toString hasOwnProperty valueOf length then a/b~c $ref # [] 0 ключ',
  ),
  ...['', ' ', '\ud800', '4242424242424242', 'n'.repeat(1_000)],
];

export const HOSTILE_VALUES: readonly unknown[] = [
  ...[null, true, false, [], {}, [[]], [null], { a: 1 }],
  nested(DEEP_LEVELS, (inner) => [inner]),
  nested(DEEP_LEVELS, (inner) => ({ a: inner })),
  Object.fromEntries([['__proto__', { polluted: true }]]),
  { constructor: { prototype: { polluted: true } } },
  ...HOSTILE_NUMBERS,
  ...HOSTILE_TEXTS,
];

function nested(levels: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = null;
  for (let level = 0; level < levels; level += 1) value = wrap(value);
  return value;
}
