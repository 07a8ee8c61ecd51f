/** Where the resources live: what AWS would put into their ARNs and addresses. */
export type Whereabouts = {
  readonly accountId: string;
  readonly region: string;
  /** The address of the SQS endpoint, `http://127.0.0.1:PORT`. */
  readonly sqsEndpoint: string;
  /** The address of the gateway, for APIs' own endpoints. */
  readonly gatewayUrl: string;
};
