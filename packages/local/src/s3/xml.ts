import { XMLParser } from 'fast-xml-parser';
import { S3Error } from './s3-error.ts';

/** Content of an element: text, elements by name, or several elements of the same name. */
export type XmlContent =
  | string
  | number
  | boolean
  | undefined
  | { readonly [name: string]: XmlContent }
  | readonly XmlContent[];

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  htmlEntities: true,
  isArray: () => true,
});

/** Returns an XML document. Undefined content has no element; a list has an element for each of its items. */
export function toXml(root: string, content: XmlContent): string {
  const namespace = root === 'Error' ? '' : ` xmlns="${NAMESPACE}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${namespace}>${inner(content)}</${root}>`;
}

/** Elements of a parsed document, by name. */
export type XmlElement = { readonly [name: string]: readonly (XmlElement | string)[] | undefined };

/** Parses a document, and returns its root. Throws `MalformedXML` if it is none or has another root. */
export function parseXml(body: Buffer, root: string): XmlElement {
  try {
    const [element] = (parser.parse(body.toString(), true) as XmlElement)[root] ?? [];
    if (typeof element === 'object') return element;
  } catch {
    // Not well-formed.
  }
  throw malformedXml();
}

/** Returns the error for a document that does not have the elements of its operation. */
export function malformedXml(): S3Error {
  return new S3Error(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
    400,
  );
}

/** Returns the text of the first element with a name; undefined if there is none. */
export function textIn(element: XmlElement, name: string): string | undefined {
  const [first] = element[name] ?? [];
  return typeof first === 'string' ? first : undefined;
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
