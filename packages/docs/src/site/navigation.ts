import type { Catalogue } from '../catalogue/catalogue.ts';
import { pathOfMessage } from '../catalogue/describe-message.ts';
import { type Decision, groupBySubject } from '../decisions.ts';
import type { PageSource } from './page-sources.ts';

export type NavigationItem = {
  readonly text: string;
  readonly link?: string;
  readonly items?: NavigationItem[];
  readonly collapsed?: boolean;
};

const GUIDE: NavigationItem[] = [
  {
    text: 'Introduction',
    items: [
      { text: 'Getting started', link: '/getting-started' },
      { text: 'Architecture', link: '/architecture' },
      { text: 'State machines', link: '/state-machines' },
      { text: 'Access to routes', link: '/access-matrix' },
      { text: 'Reliability', link: '/reliability' },
      {
        text: 'Personal data',
        link: '/personal-data',
        items: [
          { text: 'Record of processing', link: '/processing-record' },
          { text: 'PCI DSS', link: '/pci' },
          { text: 'What Tradepost does not claim', link: '/not-claimed' },
        ],
      },
      { text: 'Figures', link: '/figures' },
      { text: 'Glossary', link: '/glossary' },
      { text: 'Changelog', link: '/changelog' },
    ],
  },
  {
    text: 'Develop',
    items: [
      {
        text: 'How-to guides',
        link: '/how-to/',
        items: [
          { text: 'Call the API with a token', link: '/how-to/call-the-api-with-a-token' },
          { text: 'Play a day of the shop', link: '/how-to/play-a-day-of-the-shop' },
          { text: 'Add a field', link: '/how-to/add-a-field' },
          { text: 'Add an event', link: '/how-to/add-an-event' },
          { text: 'Add a command', link: '/how-to/add-a-command' },
          { text: 'Add a route', link: '/how-to/add-a-route' },
          { text: 'Add a projection', link: '/how-to/add-a-projection' },
          { text: 'Add a saga step', link: '/how-to/add-a-saga-step' },
          { text: 'Add a table', link: '/how-to/add-a-table' },
          { text: 'Add a service', link: '/how-to/add-a-service' },
          { text: 'Change a contract', link: '/how-to/change-a-contract' },
          { text: 'Files per change', link: '/how-to/files-per-change' },
        ],
      },
      { text: 'Testing', link: '/testing' },
      { text: 'Contributing', link: '/contributing' },
      { text: 'Releasing', link: '/releasing' },
    ],
  },
  {
    text: 'Run',
    items: [
      { text: 'Operating', link: '/operating' },
      { text: 'Access', link: '/access' },
      { text: 'Deploying', link: '/deploying' },
      { text: 'On AWS', link: '/on-aws' },
      { text: 'Import orders', link: '/import-orders' },
      { text: 'Security', link: '/security' },
    ],
  },
];

/** Links at the top of every page. */
export const NAVIGATION: { readonly text: string; readonly link: string }[] = [
  { text: 'Guide', link: '/getting-started' },
  { text: 'Events', link: '/messages/' },
  { text: 'Services', link: '/services/orders' },
  { text: 'Decisions', link: '/decisions/' },
];

/** Returns the sidebar: the guide with the READMEs, the event catalogue, and the decisions by subject. */
export function createSidebar(
  pages: readonly PageSource[],
  catalogue: Catalogue,
  decisions: readonly Decision[],
): Record<string, NavigationItem[]> {
  const readmes = (folder: string): NavigationItem[] =>
    pages
      .filter(({ path }) => path.startsWith(`${folder}/`))
      .map(({ path }) => ({ text: path.slice(folder.length + 1), link: `/${path}` }));
  const services = { text: 'Services', items: readmes('services') };
  const packages = { text: 'Packages', collapsed: true, items: readmes('packages') };
  const messages = (entries: readonly { readonly type: string }[]): NavigationItem[] =>
    entries.map(({ type }) => ({ text: type, link: `/${pathOfMessage(type)}` }));
  return {
    '/messages/': [
      { text: 'Event catalogue', link: '/messages/' },
      { text: 'Events', items: messages(catalogue.events) },
      { text: 'Commands', items: messages(catalogue.commands) },
    ],
    '/decisions/': [
      { text: 'Decisions', link: '/decisions/' },
      ...groupBySubject(decisions).map((group) => ({
        text: group.subject,
        collapsed: true,
        items: group.decisions.map(({ file, title }) => ({
          text: title,
          link: `/decisions/${file.slice(0, -'.md'.length)}`,
        })),
      })),
    ],
    '/': [...GUIDE, services, packages],
  };
}
