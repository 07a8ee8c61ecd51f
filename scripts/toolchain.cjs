// biome-ignore-all lint: any old Node must be able to parse this file, so that it can print which version it needs.
'use strict';

/**
 * Runs scripts with the Node and pnpm versions of this repository, so that `npm start` and `npm test` need only Node 20 and
 * npm. It fetches both through npm, installs the packages of the lockfile unless they are installed, and runs the command.
 *
 *   node scripts/toolchain.cjs start [arguments of pnpm tradepost start]
 *   node scripts/toolchain.cjs test [arguments of Jest]
 *   node scripts/toolchain.cjs run SCRIPT [arguments]    any script of package.json
 */

var OLDEST_NODE = 20;

var major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST_NODE) {
  var needs = 'Tradepost needs Node ' + OLDEST_NODE + ' or newer to start';
  console.error(needs + '; this is Node ' + process.versions.node + '.');
  console.error('Get one from https://nodejs.org, then try again. Nothing else has to be installed.');
  process.exit(1);
}

var childProcess = require('child_process');
var crypto = require('crypto');
var fs = require('fs');
var path = require('path');

var ROOT = path.join(__dirname, '..');
var CACHE = path.join(ROOT, 'node_modules', '.cache', 'tradepost');
var WINDOWS = process.platform === 'win32';
var MARK = 'TRADEPOST_TOOLCHAIN_PATH=';
/** Signals within this time count as one: a terminal sends Ctrl-C to every process, and npm forwards it again. */
var ONE_SIGNAL_MS = 500;
var PARENT_CHECK_MS = 250;

main();

function main() {
  var manifest = readJson(path.join(ROOT, 'package.json'));
  var command = process.argv[2];
  var rest = process.argv.slice(3);
  var script = { start: 'tradepost', test: 'test:all', run: rest[0] }[command];
  if (command === 'run') rest = rest.slice(1);
  if (command === 'start') rest = ['start'].concat(rest);
  if (!script || !manifest.scripts[script]) {
    fail('usage: node scripts/toolchain.cjs start | test | run SCRIPT [arguments]');
  }
  var wanted = readVersions(manifest);
  var bin = findToolchain(wanted);
  var env = withPath([path.join(ROOT, 'node_modules', '.bin'), bin]);
  install(bin, env);
  run(manifest.scripts[script].split(' ').concat(rest), bin, env);
}

/** Reads the versions from .nvmrc, and from packageManager in package.json. */
function readVersions(manifest) {
  return {
    node: fs.readFileSync(path.join(ROOT, '.nvmrc'), 'utf8').trim().replace(/^v/, ''),
    pnpm: manifest.packageManager.replace(/^pnpm@/, '').replace(/\+.*/s, ''),
  };
}

/** Returns the folder with node and pnpm of these versions; empty if those on the PATH have them. */
function findToolchain(wanted) {
  if (process.versions.node === wanted.node && versionOf('pnpm') === wanted.pnpm) return '';
  var file = path.join(CACHE, 'toolchain.json');
  var known = readJson(file) || {};
  var same = known.node === wanted.node && known.pnpm === wanted.pnpm;
  if (same && isToolchain(known.bin)) return known.bin;
  say('Getting ' + describe(wanted) + ' through npm, once; nothing is installed globally');
  var bin = fetchToolchain(wanted);
  writeJson(file, { node: wanted.node, pnpm: wanted.pnpm, bin: bin });
  return bin;
}

/** Installs both with npx, which puts its folder first on the PATH of the command that it runs. */
function fetchToolchain(wanted) {
  var show = 'node -p "\'' + MARK + '\' + (process.env.PATH || process.env.Path)"';
  var args = ['--yes', '-p', 'node@' + wanted.node, '-p', 'pnpm@' + wanted.pnpm, '-c', show];
  var npx = process.env.npm_execpath && path.join(path.dirname(process.env.npm_execpath), 'npx-cli.js');
  var options = { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], env: process.env };
  var done =
    npx && fs.existsSync(npx)
      ? childProcess.spawnSync(process.execPath, [npx].concat(args), options)
      : childProcess.spawnSync('npx', args, assign(options, { shell: WINDOWS }));
  var said = String(done.stdout || '');
  var folders = said.slice(said.indexOf(MARK) + MARK.length).split(/[\r\n]/)[0];
  var bin = folders.split(path.delimiter).filter(isToolchain)[0];
  if (done.status === 0 && bin) return bin;
  var hints = [
    'npm could not provide ' + describe(wanted) + (done.error ? ': ' + done.error.message : '.'),
    'Is the npm registry reachable, and are install scripts allowed (npm config get ignore-scripts)?',
    'If both are on the PATH in these versions, nothing is fetched.',
  ];
  fail(hints.join('\n'));
}

function describe(wanted) {
  return 'Node ' + wanted.node + ' and pnpm ' + wanted.pnpm;
}

function isToolchain(folder) {
  if (!folder) return false;
  return ['node', 'pnpm'].every(function (name) {
    return fs.existsSync(path.join(folder, WINDOWS ? name + '.cmd' : name));
  });
}

/** Installs packages if the lockfile has changed since the last installation, or if packages are missing. */
function install(bin, env) {
  var file = path.join(CACHE, 'installed.json');
  var lockfile = fs.readFileSync(path.join(ROOT, 'pnpm-lock.yaml'));
  var hash = crypto.createHash('sha256').update(lockfile).digest('hex');
  var known = readJson(file);
  if (known && known.lockfile === hash && isInstalled()) return;
  say('Installing the packages that the lockfile names');
  var args = ['install', '--frozen-lockfile', '--prefer-offline'];
  // Prints to standard error, so that standard output contains the command's output only.
  var done = childProcess.spawnSync(WINDOWS ? 'pnpm.cmd' : 'pnpm', args, {
    cwd: ROOT,
    env: env,
    shell: WINDOWS,
    stdio: ['ignore', 2, 2],
  });
  if (done.signal) process.kill(process.pid, done.signal);
  if (done.status !== 0) fail('pnpm install failed' + (done.error ? ': ' + done.error.message : '') + '.');
  writeJson(file, { lockfile: hash });
}

function isInstalled() {
  if (!fs.existsSync(path.join(ROOT, 'node_modules', '.modules.yaml'))) return false;
  return ['packages', 'services'].every(function (folder) {
    return fs.readdirSync(path.join(ROOT, folder)).every(function (name) {
      var home = path.join(ROOT, folder, name);
      var manifest = readJson(path.join(home, 'package.json'));
      if (!manifest || !(manifest.dependencies || manifest.devDependencies)) return true;
      return fs.existsSync(path.join(home, 'node_modules'));
    });
  });
}

/** Runs the command with this process's output, signals and exit code. */
function run(words, bin, env) {
  var command = words[0] === 'node' ? path.join(bin, WINDOWS ? 'node.cmd' : 'node') : words[0];
  if (words[0] === 'node' && bin === '') command = process.execPath;
  // With the parent's id, the command can detect that this process has ended. All Node processes share their compiled modules.
  var child = childProcess.spawn(command, words.slice(1), {
    cwd: ROOT,
    env: assign({ NODE_COMPILE_CACHE: path.join(CACHE, 'compiled') }, env, {
      TRADEPOST_PARENT_PID: String(process.pid),
    }),
    shell: WINDOWS,
    stdio: 'inherit',
  });
  var toldAt = {};
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(function (signal) {
    process.on(signal, function () {
      var now = Date.now();
      if (now - (toldAt[signal] || 0) > ONE_SIGNAL_MS) child.kill(signal);
      toldAt[signal] = now;
    });
  });
  watchNpm(child);
  child.on('error', function (error) {
    fail(words[0] + ' could not be started: ' + error.message);
  });
  child.on('exit', function (code, signal) {
    if (!signal) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/**
 * Stops the command if npm was killed. npm cannot forward that, and the command would keep running and occupy the port.
 * There may be a shell between npm and this process, so the grandparent is watched too.
 */
function watchNpm(child) {
  if (!process.env.npm_lifecycle_event || WINDOWS) return;
  var parent = process.ppid;
  var grandparent = parentOf(parent);
  setInterval(function () {
    if (process.ppid !== parent || parentOf(parent) !== grandparent) child.kill('SIGTERM');
  }, PARENT_CHECK_MS).unref();
}

/** Returns the parent of a process from /proc, which only Linux has; undefined elsewhere. */
function parentOf(pid) {
  try {
    return Number(/\) \S (\d+)/.exec(fs.readFileSync('/proc/' + pid + '/stat', 'utf8'))[1]);
  } catch (_) {
    return undefined;
  }
}

function versionOf(command) {
  var done = childProcess.spawnSync(command, ['--version'], { cwd: ROOT, encoding: 'utf8', shell: WINDOWS });
  return done.status === 0 ? done.stdout.trim() : undefined;
}

function withPath(folders) {
  // The variable is named Path on Windows.
  var names = Object.keys(process.env).filter(function (each) {
    return each.toUpperCase() === 'PATH';
  });
  var name = names[0] || 'PATH';
  var changed = {};
  changed[name] = folders.concat(process.env[name]).filter(Boolean).join(path.delimiter);
  return assign(process.env, changed);
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (_) {
    return undefined;
  }
}

function writeJson(file, value) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(value, null, 2) + '\n');
}

function assign() {
  return Object.assign.apply(Object, [{}].concat(Array.prototype.slice.call(arguments)));
}

function say(text) {
  console.error(text + ' …');
}

function fail(text) {
  console.error(text);
  process.exit(1);
}
