import { XMLParser } from 'fast-xml-parser';
import { S3Error } from './s3-error.ts';

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  htmlEntities: true,
  isArray: () => true,
});

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
