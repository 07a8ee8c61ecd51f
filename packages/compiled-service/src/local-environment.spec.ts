import { execFileSync } from 'node:child_process';
import { localEnvironment } from './local-environment.ts';

const SETTINGS = {
  AWS_REGION: 'mars',
  AWS_PROFILE: 'work',
  AWS_CONFIG_FILE: '/tmp/none',
  AWS_SDK_LOAD_CONFIG: '1',
  AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
  https_proxy: 'http://127.0.0.1:9',
  all_proxy: 'http://127.0.0.1:9',
  NO_PROXY: 'example.com',
  NODE_USE_ENV_PROXY: '1',
  NODE_OPTIONS: '--max-old-space-size=4096',
  SLS_DEBUG: '*',
};

describe('localEnvironment', () => {
  it('drops AWS, proxy, Node.js and framework settings, and keeps the rest', () => {
    const kept = {
      PATH: '/bin',
      JAVA_HOME: '/java',
      npm_config_registry: 'http://127.0.0.1:1',
      TRADEPOST_URL: 'x',
    };
    expect(localEnvironment({ ...SETTINGS, ...kept })).toEqual(kept);
  });
});

/** In a process with `env`, calls a function of the module and then a server on this machine. */
function callAfter(name: string, env: Readonly<Record<string, string>>): unknown {
  const script = `
    import http from 'node:http';
    import { ${name} } from ${JSON.stringify(new URL('./local-environment.ts', import.meta.url).href)};
    ${name}();
    const server = http.createServer((_, response) => response.end('answer')).listen(0, '127.0.0.1', async () => {
      const url = 'http://127.0.0.1:' + server.address().port;
      const fetched = await (await fetch(url)).text();
      const got = await new Promise((resolve, reject) =>
        http.get(url, (answer) => resolve(answer.resume().statusCode)).on('error', reject));
      console.log(JSON.stringify({ fetched, got, region: process.env.AWS_REGION ?? null }));
      process.exit();
    });`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH: process.env['PATH'], ...env },
  });
  return JSON.parse(String(output));
}

describe.each([
  ['forgetUserSettings', null],
  ['reachLoopbackDirectly', 'mars'],
])('%s', (name, region) => {
  it.each([
    ['NODE_USE_ENV_PROXY', SETTINGS],
    ['NODE_OPTIONS', { ...SETTINGS, NODE_USE_ENV_PROXY: '', NODE_OPTIONS: '--use-env-proxy' }],
  ])('makes fetch and http reach this machine without the proxy that %s turns on', (_, env) => {
    expect(callAfter(name, env)).toEqual({ fetched: 'answer', got: 200, region });
  });
});
