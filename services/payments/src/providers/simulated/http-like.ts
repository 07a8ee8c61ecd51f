/** What goes over the wall to the simulated provider: as over HTTP, and no more. */
export type HttpLikeRequest = {
  readonly method: 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
};

export type HttpLikeResponse = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/** Sends a request; rejects where the answer has not come when the signal aborts. */
export type HttpLike = (request: HttpLikeRequest, signal: AbortSignal) => Promise<HttpLikeResponse>;
