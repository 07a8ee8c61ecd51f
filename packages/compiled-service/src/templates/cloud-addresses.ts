/** Parts of the ARNs and addresses of resources. */
export type CloudAddresses = {
  readonly accountId: string;
  readonly region: string;
  /** Address of the SQS endpoint, `http://127.0.0.1:PORT`. */
  readonly sqsEndpoint: string;
  /** Address of the gateway, for the endpoints of APIs. */
  readonly gatewayUrl: string;
};

/** For readers of templates that need no real addresses: ARNs need some value. */
export const PLACEHOLDER_ADDRESSES: CloudAddresses = {
  accountId: '000000000000',
  region: 'us-east-1',
  sqsEndpoint: 'http://127.0.0.1',
  gatewayUrl: 'http://127.0.0.1',
};
