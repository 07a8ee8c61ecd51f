import { join } from 'node:path';
import { describeServices } from '@tradepost/compiled-service/packaging/compile-services';
import { withLock } from '@tradepost/compiled-service/packaging/lock';
import { type BuildOptions, buildSite } from './build-site.ts';

type SiteOptions = Omit<BuildOptions, 'description' | 'repositoryUrl'> & {
  readonly repositoryUrl: string | undefined;
};

/** Builds the site from the templates of all services. Two builds at once take turns. */
export async function writeSite({ repositoryUrl, ...options }: SiteOptions): Promise<void> {
  const description = await describeServices();
  // Two builds at once would write to the same folder of assembled pages.
  await withLock(join(options.root, 'packages', 'docs', '.cache', 'build.lock'), () =>
    buildSite({ ...options, description, ...(repositoryUrl === undefined ? {} : { repositoryUrl }) }),
  );
}
