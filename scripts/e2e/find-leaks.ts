/** A line with something in it that no log may hold. */
export type Leak = { readonly what: string; readonly line: string };

/** What has the form of an e-mail address is one, whoever planted it. */
const EMAIL = /(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*[a-z]/i;

/** Where pnpm keeps a package: its folder is called NAME@VERSION, and stands in stack traces. */
const PACKAGE_PATH = /\/node_modules\/[^\s"\\)]*/g;

/**
 * Looks through log lines for what was planted in requests, messages and headers, and for any e-mail address. What
 * is planted is found as it is, and in the forms in which JSON, URLs and base64 write it.
 *
 * @param planted the texts, by what they are: `{'a note': 'ring twice'}`
 */
export function findLeaks(lines: readonly string[], planted: Readonly<Record<string, string>>): Leak[] {
  const wanted = Object.entries(planted).flatMap(([what, text]) =>
    [...formsOf(text)].map((form) => [what, form.toLowerCase()] as const),
  );
  return lines.flatMap((line) => {
    const lower = line.toLowerCase();
    const found = wanted.find(([, form]) => lower.includes(form));
    if (found !== undefined) return [{ what: found[0], line }];
    return EMAIL.test(line.replaceAll(PACKAGE_PATH, '')) ? [{ what: 'an e-mail address', line }] : [];
  });
}

function formsOf(text: string): ReadonlySet<string> {
  const json = JSON.stringify(text).slice(1, -1);
  return new Set([
    ...[text, json, JSON.stringify(json).slice(1, -1)],
    ...[
      encodeURIComponent(text),
      Buffer.from(text)
        .toString('base64')
        .replace(/={1,2}$/, ''),
    ],
  ]);
}
