import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PLUGIN = '@tradepost/local/offline-plugin.cjs';
const SERVICE_DIR = '/services/orders';
const require = createRequire(import.meta.url);
const pluginPath = require.resolve('./offline-plugin.cjs');

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'offline-plugin-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

/** Writes the file of a running local cloud, with the id of this process. */
function writeCloud(changes: object = {}): void {
  const cloud = {
    pid: process.pid,
    node: { path: process.execPath, version: process.version },
    url: 'http://127.0.0.1:4000',
    environment: { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: 'http://127.0.0.1:4001' },
    services: { [SERVICE_DIR]: { functions: { getOrder: { TABLE: 'orders' } } } },
    ...changes,
  };
  writeFileSync(join(dataDir, 'cloud.json'), JSON.stringify(cloud));
}

/** Runs a command of the framework up to the hook `initialize` in a separate process. Returns its output. */
function run(commands: readonly string[], functions: readonly string[] = ['getOrder']): string {
  const script = join(dataDir, 'serverless.cjs');
  writeFileSync(
    script,
    `
    if (process.env.RUN_AGAIN) { console.log('again with', process.argv.slice(2).join(' ')); process.exit(); }
    process.env.RUN_AGAIN = 'yes';
    const service = {
      provider: { region: 'mars', environment: { TABLE: { Ref: 'Table' } } },
      custom: { esbuild: { format: 'cjs' } },
      functions: Object.fromEntries(${JSON.stringify(functions)}.map((key) => [key, {}])),
    };
    const serverless = {
      service,
      serviceDir: ${JSON.stringify(SERVICE_DIR)},
      classes: { Error },
      processedInput: { commands: ${JSON.stringify(commands)}, isHelpRequest: false },
    };
    try {
      const plugin = new (require(${JSON.stringify(pluginPath)}))(serverless);
      Promise.resolve(plugin.hooks?.initialize()).then(() => {
        const { AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL } = process.env;
        console.log(JSON.stringify({ service, env: { AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL } }));
      }, (error) => console.log(error.message));
    } catch (error) { console.log(error.message); }`,
  );
  const output = execFileSync(process.execPath, [script, ...commands], {
    env: { PATH: process.env['PATH'], LOCAL_CLOUD_DATA: dataDir, AWS_PROFILE: 'work', AWS_REGION: 'mars' },
  });
  return String(output).trim();
}

describe(PLUGIN, () => {
  it.each([[['offline']], [['offline', 'start']], [['invoke', 'local']]])(
    'connects %j to the local cloud',
    (commands) => {
      writeCloud();
      expect(JSON.parse(run(commands))).toEqual({
        service: {
          provider: { region: 'us-east-1', environment: {} },
          custom: {
            esbuild: {
              format: 'cjs',
              minify: false,
              outputBuildFolder: '.offline',
              outputFileExtension: '.cjs',
            },
            'serverless-offline': { noPrependStageInUrl: true },
            offline: { customAuthenticationProvider: require.resolve('./offline-authentication.cjs') },
          },
          functions: { getOrder: { environment: { TABLE: 'orders' } } },
        },
        env: { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: 'http://127.0.0.1:4001' },
      });
    },
  );

  it.each([[['package']], [['deploy', 'function']], [['invoke']]])('does not change %j', (commands) => {
    expect(JSON.parse(run(commands))).toEqual({
      service: {
        provider: { region: 'mars', environment: { TABLE: { Ref: 'Table' } } },
        custom: { esbuild: { format: 'cjs' } },
        functions: { getOrder: {} },
      },
      env: { AWS_PROFILE: 'work', AWS_REGION: 'mars' },
    });
  });

  it('reports in one sentence that the local cloud is not running', () => {
    const sentence = `Tradepost does not run on the data in ${dataDir}: start it with npm start, in another terminal (LOCAL_CLOUD_DATA names another folder)`;
    expect(run(['offline'])).toBe(sentence);
    writeCloud({ pid: 2 ** 22 + 1 });
    expect(run(['offline'])).toBe(sentence);
  });

  it('reports that the local cloud must be restarted for a new service or function', () => {
    writeCloud({ services: {} });
    expect(run(['offline'])).toBe(
      `Tradepost runs at http://127.0.0.1:4000 without the service in ${SERVICE_DIR}: restart it`,
    );
    writeCloud();
    expect(run(['offline'], ['getOrder', 'placeOrder'])).toBe(
      'Tradepost was started before placeOrder was added to the service: restart it',
    );
  });

  it('runs the command again under the Node.js of the local cloud if that is newer', () => {
    writeCloud({ node: { path: process.execPath, version: 'v99.0.0' } });
    expect(run(['offline'])).toBe('again with offline');
  });
});
