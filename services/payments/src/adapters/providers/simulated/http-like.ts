/** A request to the simulated provider, with no more than an HTTP request has. */
export type HttpLikeRequest = {
  readonly method: 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
};

export type HttpLikeResponse = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/** Sends a request. Rejects if the signal aborts before the response arrives. */
export type HttpLike = (request: HttpLikeRequest, signal: AbortSignal) => Promise<HttpLikeResponse>;
