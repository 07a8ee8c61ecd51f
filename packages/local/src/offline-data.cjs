/** The local cloud next to which a service runs alone. Works in any version of Node.js. */
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const DEFAULT_DATA_DIR = join(__dirname, '..', '..', '..', '.tradepost');

/** Returns its data folder: LOCAL_CLOUD_DATA, or else `.tradepost` in the repository. */
function dataDir() {
  return process.env.LOCAL_CLOUD_DATA ? resolve(process.env.LOCAL_CLOUD_DATA) : DEFAULT_DATA_DIR;
}

/** Reads the file of `cloud-file.ts`; undefined if no local cloud is running. */
function readCloud() {
  try {
    const cloud = JSON.parse(readFileSync(join(dataDir(), 'cloud.json'), 'utf8'));
    process.kill(cloud.pid, 0);
    return cloud;
  } catch {
    return undefined;
  }
}

module.exports = { dataDir, readCloud };
