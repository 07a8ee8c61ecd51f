/**
 * The parameters of a stage whose custom domain only CloudFront reaches (`.github/edge.yml`), or null for a stage without an
 * edge.
 *
 * @param parameter reads a stage parameter
 * @returns `{origin, truststore, truststoreVersion}`
 * @throws Error if the stage has `edgeOrigin`, and lacks a parameter that it needs
 */
exports.edgeOf = async (parameter) => {
  const origin = await parameter('edgeOrigin');
  if (origin === '') return null;
  const domainName = await parameter('domainName');
  const truststore = await parameter('edgeTruststore');
  const truststoreVersion = await parameter('edgeTruststoreVersion');
  if (domainName === '') throw new Error('edgeOrigin needs domainName: the name that clients use');
  if (domainName === origin)
    throw new Error(`edgeOrigin must not be domainName, ${domainName}: that is the name of the edge`);
  if (!/^s3:\/\/[^/]+\/.+/.test(truststore))
    throw new Error(`edgeOrigin needs edgeTruststore: it must be s3://bucket/key, not "${truststore}"`);
  if (truststoreVersion === '')
    throw new Error('edgeOrigin needs edgeTruststoreVersion: the version of the object edgeTruststore');
  return { origin, truststore, truststoreVersion };
};

/**
 * Gives the custom domain the name of the origin, and mutual TLS. API Gateway then refuses every connection without a client
 * certificate of an authority in the truststore, before it reads a request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
 *
 * @param resources of custom-domain.yml, and of custom-domain-record.yml if the stage makes the record
 */
exports.putBehindEdge = (resources, { origin, truststore, truststoreVersion }) => {
  Object.assign(resources.CustomDomain.Properties, {
    DomainName: origin,
    MutualTlsAuthentication: { TruststoreUri: truststore, TruststoreVersion: truststoreVersion },
  });
  if (resources.CustomDomainRecord !== undefined) resources.CustomDomainRecord.Properties.Name = origin;
};
