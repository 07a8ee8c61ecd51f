import http from 'node:http';

/**
 * Settings of the user's shell that would change the local cloud's behaviour. All other variables are kept: engines and the
 * framework need PATH, HOME, TMPDIR, JAVA_HOME and others, depending on the machine.
 */
const USER_SETTINGS: readonly RegExp[] = [
  // Region, profile, credentials and endpoints of the SDKs, and files that set them.
  /^AWS_/i,
  // Proxies: all addresses of the local cloud are on this machine.
  /^(https?|all|no|ftp)_proxy$/i,
  /^proxy$/i,
  /^NODE_USE_ENV_PROXY$/,
  // Flags of Node.js, among them `--use-env-proxy` and modules to load first.
  /^NODE_OPTIONS$/,
  // Settings of the Serverless Framework.
  /^(SLS|SERVERLESS)_/i,
];

/**
 * Returns a copy of `env` without the user's settings, for all processes that the local cloud starts, such as the engines and
 * the Serverless Framework. Functions get fewer variables (`functionEnvironment`).
 */
export function localEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isUserSetting(name)));
}

const removed: NodeJS.ProcessEnv = {};

/**
 * Removes the user's settings from `process.env`, and turns off the proxy that Node.js has configured from them for `fetch`
 * and `http`. Only for programs that connect to this machine alone: programs that call AWS need the settings.
 */
export function forgetUserSettings(): void {
  // Without a proxy, the call has no effect. `no_proxy: '*'` excludes every host from this one.
  if (usesProxy()) http.setGlobalProxyFromEnv({ http_proxy: 'http://127.0.0.1:9', no_proxy: '*' });
  for (const [name, value] of Object.entries(process.env)) {
    if (!isUserSetting(name)) continue;
    removed[name] = value;
    delete process.env[name];
  }
}

/** The environment with the settings that `forgetUserSettings` removed: npm may need the user's proxy for its registry. */
export function userEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, ...removed };
}

/**
 * Excludes addresses of this machine from the user's proxy for `fetch` and `http`. For programs that can call either the
 * local cloud or AWS.
 */
export function reachLoopbackDirectly(): void {
  if (!usesProxy()) return;
  const { NO_PROXY, no_proxy = NO_PROXY } = process.env;
  const direct = [...(no_proxy === undefined ? [] : [no_proxy]), 'localhost', '127.0.0.1', '::1'].join(',');
  http.setGlobalProxyFromEnv({ ...process.env, NO_PROXY: direct, no_proxy: direct });
}

/** Returns true if Node.js uses a proxy from the environment: https://nodejs.org/docs/latest-v24.x/api/http.html#built-in-proxy-support */
function usesProxy(): boolean {
  const flags = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''];
  return process.env['NODE_USE_ENV_PROXY'] === '1' || flags.some((text) => text.includes('--use-env-proxy'));
}

function isUserSetting(name: string): boolean {
  return USER_SETTINGS.some((pattern) => pattern.test(name));
}
