/** Content of an element: text, elements by name, or several elements of the same name. */
export type XmlContent =
  | string
  | number
  | boolean
  | undefined
  | { readonly [name: string]: XmlContent }
  | readonly XmlContent[];

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
/** Returns an XML document. Undefined content has no element; a list has an element for each of its items. */
export function toXml(root: string, content: XmlContent): string {
  const namespace = root === 'Error' ? '' : ` xmlns="${NAMESPACE}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${namespace}>${inner(content)}</${root}>`;
}

function inner(content: XmlContent): string {
  if (content === undefined) return '';
  if (typeof content !== 'object') return escapeXml(String(content));
  return Object.entries(content)
    .flatMap(([name, each]) =>
      Array.isArray(each) ? each.map((item) => [name, item] as const) : [[name, each] as const],
    )
    .map(([name, each]) => (each === undefined ? '' : `<${name}>${inner(each as XmlContent)}</${name}>`))
    .join('');
}

/** Escapes also control characters, which keys may have. */
function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are escaped.
  return text.replace(/[<>&"\u0000-\u001f]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
