/** A request as openapi-fetch makes it, with its body at hand: fetch's own can be sent once only. */
export class RepeatableRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;

  constructor(url: string, { method, headers, body }: RequestParts) {
    this.url = url;
    this.method = method;
    this.headers = headers;
    this.body = body;
  }
}

type RequestParts = Pick<RepeatableRequest, 'method' | 'headers' | 'body'>;
