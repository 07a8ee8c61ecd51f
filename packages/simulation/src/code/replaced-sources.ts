/**
 * Replaces `@smithy/node-http-handler`, the SDK's default request handler: every AWS call of every function passes
 * through it. `__send` is one of the globals of the evaluated code.
 */
export const REQUEST_HANDLER_SOURCE = `
export class NodeHttpHandler {
  metadata = { handlerProtocol: 'http/1.1' };
  static create(instanceOrOptions) {
    return typeof instanceOrOptions?.handle === 'function' ? instanceOrOptions : new NodeHttpHandler();
  }
  async handle(request, options) {
    return { response: await __send(request, options) };
  }
  updateHttpClientConfig() {}
  httpHandlerConfigs() { return {}; }
  destroy() {}
}
export const streamCollector = async () => {
  throw new Error('a simulated response has no stream');
};
`;

/**
 * Replaces `@smithy/signature-v4`: the simulation checks no signatures, and computing them takes a fifth of a run.
 */
export const SIGNER_SOURCE = `
export class SignatureV4 {
  async sign(request) { return request; }
}
export const signatureV4aContainer = { SignatureV4a: null };
`;
