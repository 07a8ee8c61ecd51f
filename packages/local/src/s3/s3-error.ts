import { randomUUID } from 'node:crypto';
import { toXml, type XmlContent } from './xml.ts';

/** An error of S3, with its code and HTTP status. */
export class S3Error extends Error {
  override readonly name: string;
  readonly status: number;
  /** Further elements of the response. */
  readonly elements: Readonly<Record<string, XmlContent>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    status: number,
    { elements = {}, headers = {} }: Partial<Pick<S3Error, 'elements' | 'headers'>> = {},
  ) {
    super(message);
    this.name = code;
    this.status = status;
    this.elements = elements;
    this.headers = headers;
  }
}

/**
 * Returns the body of an error's response.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function errorXml({ name, message, elements }: S3Error): string {
  return toXml('Error', { Code: name, Message: message, ...elements, RequestId: randomUUID() });
}

/** Returns an error for something of S3 that is missing here. */
export function notImplemented(what: string): S3Error {
  return new S3Error('NotImplemented', `${what} is not supported by the local cloud`, 501);
}

/** Returns the error of a request that a lock or a missing right prevents. */
export function accessDenied(message: string, elements: Readonly<Record<string, XmlContent>> = {}): S3Error {
  return new S3Error('AccessDenied', message, 403, { elements });
}
