import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import { loadRegistry } from '@tradepost/contracts/registry';
import { loadSamples } from '@tradepost/contracts/samples';
import { build, type DefaultTheme, type UserConfig } from 'vitepress';
import { createCatalogue } from '../catalogue/catalogue.ts';
import { readDecisions } from '../decisions.ts';
import { DIAGRAM_STYLE } from '../diagram.ts';
import { assemblePages, writePages } from './assemble-site.ts';
import { createSidebar, NAVIGATION } from './navigation.ts';
import { findPageSources } from './page-sources.ts';

export type BuildOptions = {
  /** Folder of the repository. */
  readonly root: string;
  /** Folder of the finished site. It is replaced when the build has succeeded. */
  readonly outDir: string;
  /** Path of the site on its server, with slashes at both ends: `/docs/`. */
  readonly base: string;
  /** Resources of all services, from the templates compiled for the stage `dev`. */
  readonly description: CloudDescription;
  /** Address of the repository's files. Without it, links to files that are not pages are text. */
  readonly repositoryUrl?: string;
};

/** Folder of `packages/docs` for the assembled pages. VitePress reads pages below the folder of its configuration only. */
const SOURCES = '.cache/pages';
/** File of `packages/docs` from which `.vitepress/config.mjs` reads its configuration. */
const CONFIG_FILE = '.cache/site.json';

/**
 * Builds the site with VitePress.
 *
 * @throws Error if a link leads nowhere, or a page cannot be rendered
 */
export async function buildSite({
  root,
  outDir,
  base,
  description,
  repositoryUrl,
}: BuildOptions): Promise<void> {
  const docs = join(root, 'packages', 'docs');
  const sources = { root, registry: await loadRegistry(), samples: loadSamples(), description, stage: 'dev' };
  const catalogue = createCatalogue(sources);
  const decisions = readDecisions(join(docs, 'decisions'));
  writePages(join(docs, SOURCES), assemblePages(root, catalogue, repositoryUrl));
  const sidebar = createSidebar(findPageSources(root), catalogue, decisions);
  writeFileSync(join(docs, CONFIG_FILE), JSON.stringify(toConfig(base, sidebar)));
  const scratch = `${outDir}.building`;
  mkdirSync(dirname(outDir), { recursive: true });
  try {
    await build(docs, { outDir: scratch });
    rmSync(outDir, { recursive: true, force: true });
    renameSync(scratch, outDir);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function toConfig(base: string, sidebar: DefaultTheme.Sidebar): UserConfig<DefaultTheme.Config> {
  return {
    base,
    lang: 'en',
    title: 'Tradepost',
    description: 'A commerce backend on AWS without servers',
    srcDir: SOURCES,
    cacheDir: '.cache/vite',
    cleanUrls: true,
    head: [
      ['style', {}, DIAGRAM_STYLE],
      // No request for /favicon.ico.
      ['link', { rel: 'icon', href: 'data:,' }],
    ],
    ignoreDeadLinks: 'localhostLinks',
    // The index of the local search is one chunk.
    vite: { build: { chunkSizeWarningLimit: 2_000 } },
    themeConfig: {
      nav: NAVIGATION,
      sidebar,
      outline: [2, 3],
      search: { provider: 'local' },
      footer: { message: 'Apache License 2.0' },
    },
  };
}
