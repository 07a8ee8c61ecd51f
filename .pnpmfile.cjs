/**
 * Scalar's reference page is served from the one bundled file of its package, which needs none of what the package is
 * built from (some 150 MB of Vue components and icons).
 * @see https://pnpm.io/pnpmfile#hooksreadpackagepkg-context-pkg--promisepkg
 */
function readPackage(manifest) {
  return manifest.name === '@scalar/api-reference' ? { ...manifest, dependencies: {} } : manifest;
}

module.exports = { hooks: { readPackage } };
