import { join } from 'node:path';
import { withLock } from '@tradepost/compiled-service/packaging/lock';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { readTemplates } from '@tradepost/compiled-service/templates/read-templates';
import { compileServices } from '@tradepost/gates/templates/compile-services';
import { type BuildOptions, buildSite } from './build-site.ts';

type SiteOptions = Omit<BuildOptions, 'description' | 'repositoryUrl'> & {
  readonly repositoryUrl: string | undefined;
  /** Folder of compiled templates; the one that all gates share if undefined. */
  readonly packagesDir: string | undefined;
};

/** Builds the site from the templates of all services. Two builds at once take turns. */
export async function writeSite({ packagesDir, repositoryUrl, ...options }: SiteOptions): Promise<void> {
  const description = readTemplates(await compileServices('dev', packagesDir), PLACEHOLDER_ADDRESSES);
  // Two builds at once would write to the same folder of assembled pages.
  await withLock(join(options.root, 'packages', 'docs', '.cache', 'build.lock.sqlite'), () =>
    buildSite({ ...options, description, ...(repositoryUrl === undefined ? {} : { repositoryUrl }) }),
  );
}
