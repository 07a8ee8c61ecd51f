/** Where the resources live: what AWS would put into their ARNs and addresses. */
export type Whereabouts = {
  readonly accountId: string;
  readonly region: string;
  /** The address of the SQS endpoint, `http://127.0.0.1:PORT`. */
  readonly sqsEndpoint: string;
  /** The address of the gateway, for APIs' own endpoints. */
  readonly gatewayUrl: string;
};

/** For whoever reads a template and asks for no address: an ARN has to say something. */
export const ANYWHERE: Whereabouts = {
  accountId: '000000000000',
  region: 'us-east-1',
  sqsEndpoint: 'http://127.0.0.1',
  gatewayUrl: 'http://127.0.0.1',
};
