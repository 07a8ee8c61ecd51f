/**
 * The module that stands in for `@smithy/node-http-handler`, the SDK's default request handler: the one seam through
 * which every AWS call of every function passes. `__send` is given to the code when it is evaluated.
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
 * The module that stands in for `@smithy/signature-v4`: nobody in the simulation looks at a signature, and to make them
 * takes a fifth of a run.
 */
export const SIGNER_SOURCE = `
export class SignatureV4 {
  async sign(request) { return request; }
}
export const signatureV4aContainer = { SignatureV4a: null };
`;
