/**
 * Compiles a `wildcard` pattern: `*` matches any number of characters, `\*` and `\\` match `*` and `\`. Throws the error
 * that `fault` creates for two `*` in a row or another escape, which AWS rejects, too. The time is linear for each `*`,
 * whatever the value.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-wildcard-matching
 */
export function compileWildcard(pattern: string, fault: (why: string) => Error): (value: unknown) => boolean {
  const parts = partsOf(pattern, fault);
  const first = parts[0] ?? '';
  if (parts.length === 1) return (value) => value === first;
  const last = parts[parts.length - 1] ?? '';
  const middle = parts.slice(1, -1);
  return (value) => {
    if (typeof value !== 'string' || value.length < first.length + last.length) return false;
    if (!value.startsWith(first) || !value.endsWith(last)) return false;
    const end = value.length - last.length;
    let from = first.length;
    for (const part of middle) {
      const at = value.indexOf(part, from);
      if (at < 0 || at + part.length > end) return false;
      from = at + part.length;
    }
    return true;
  };
}

/** The literal text between the wildcards. */
function partsOf(pattern: string, fault: (why: string) => Error): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at];
    if (char === '\\') {
      const escaped = pattern[at + 1];
      if (escaped !== '*' && escaped !== '\\') throw fault(`"wildcard" has an unknown escape at ${at}`);
      part += escaped;
      at += 1;
    } else if (char === '*') {
      if (pattern[at + 1] === '*') throw fault(`"wildcard" has two "*" in a row at ${at}`);
      parts.push(part);
      part = '';
    } else {
      part += char;
    }
  }
  return [...parts, part];
}
