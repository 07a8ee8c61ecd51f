/**
 * Renders data as a page that a person can read: objects as lists of terms, lists as ordered lists. Every text is escaped.
 *
 * @param data JSON
 */
export function toHtml(title: string, data: unknown): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    // Nothing of the page is loaded or run, whatever a text contains.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>`,
    `<body><h1>${escapeHtml(title)}</h1>${render(data)}</body></html>`,
  ].join('');
}

const STYLE =
  'body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto}dt{font-weight:bold}dd{margin:0 0 .5rem 1.5rem}';

function render(value: unknown): string {
  if (value === null || value === undefined) return '<p>–</p>';
  if (Array.isArray(value)) {
    return value.length === 0
      ? '<p>none</p>'
      : `<ol>${value.map((item) => `<li>${render(item)}</li>`).join('')}</ol>`;
  }
  if (typeof value !== 'object') return escapeHtml(String(value));
  const terms = Object.entries(value).map(
    ([name, content]) => `<dt>${escapeHtml(toWords(name))}</dt><dd>${render(content)}</dd>`,
  );
  return `<dl>${terms.join('')}</dl>`;
}

/** `shippingAddress` becomes `shipping address`. */
function toWords(name: string): string {
  return name.replace(
    /([a-z])([A-Z])/g,
    (_match, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
