/** Resources of the platform that only some stages have, by their parameters: the files beside this one. */
module.exports = async ({ resolveVariable }) => {
  const parameter = (name) => resolveVariable(`param:${name}`);
  const wanted = [
    ['data-key', (await parameter('dataKey')) === 'ours'],
    ['code-deploy', (await parameter('canary')) !== 'none'],
    ['alarm-chat', (await parameter('alarmSlackChannel')) !== ''],
    ['tracing', (await parameter('traceSample')) > 0],
  ];
  const resources = {};
  for (const [name, isWanted] of wanted)
    if (isWanted) Object.assign(resources, (await resolveVariable(`file(resources/${name}.yml)`)).Resources);
  return { Resources: resources };
};
