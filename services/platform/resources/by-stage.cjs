/** Resources that only some stages have, depending on stage parameters. They are in the other files of this folder. */
const { edgeOf, putBehindEdge } = require('./edge.cjs');

module.exports = async ({ resolveVariable }) => {
  const parameter = (name) => resolveVariable(`param:${name}`);
  const domainName = await parameter('domainName');
  const edge = await edgeOf(parameter);
  const wanted = [
    ['custom-domain', domainName !== ''],
    ['custom-domain-record', domainName !== '' && (await parameter('hostedZoneId')) !== ''],
    ['data-key', (await parameter('dataKey')) === 'ours'],
    ['code-deploy', (await parameter('canary')) !== 'none'],
    ['alarm-chat', (await parameter('alarmSlackChannel')) !== ''],
    ['tracing', (await parameter('traceSample')) > 0],
  ];
  const included = { Resources: {}, Outputs: {} };
  for (const [name, isWanted] of wanted) {
    if (!isWanted) continue;
    const { Resources, Outputs } = await resolveVariable(`file(resources/${name}.yml)`);
    Object.assign(included.Resources, Resources);
    Object.assign(included.Outputs, Outputs);
  }
  if (edge !== null) putBehindEdge(included.Resources, edge);
  return included;
};
