/** A request for openapi-fetch that keeps its body. A `Request` of fetch can be sent only once. */
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
