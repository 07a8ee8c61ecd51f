import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import type { Issuers } from '../openapi/security.ts';
import { toReferenceHtml } from './reference-html.ts';

/** A page of the server. Its content is created on request. */
export type ReferencePage = {
  readonly path: string;
  readonly contentType: string;
  readonly body: () => string | Promise<string | Buffer>;
};

export const REFERENCE_PATH = '/reference';

const DOCUMENT_PATH = `${REFERENCE_PATH}/openapi.json`;
const MESSAGES_PATH = `${REFERENCE_PATH}/asyncapi.json`;
const SCRIPT_PATH = `${REFERENCE_PATH}/scalar.js`;

/** A running cloud: the resources of its templates, and the endpoints of its AWS APIs. */
export type ReferenceCloud = {
  readonly description: CloudDescription;
  readonly endpoints: { readonly aws: string; readonly sqs: string };
  /** Issuers of access tokens, and the clients with which the page signs people in, by security scheme. */
  readonly signIn?:
    | { readonly issuers: Issuers; readonly clientIds: Readonly<Record<string, string>> }
    | undefined;
};

/**
 * The reference as pages of the API's own server: `/reference`, its OpenAPI documents, the AsyncAPI document of the messages,
 * and Scalar's script. Requests from the page go to the same server.
 *
 * @param services services that get a document of their own, besides the one of all services
 * @param cloud resolves when the cloud runs
 */
export function createReferencePages(
  services: readonly string[],
  cloud: () => Promise<ReferenceCloud>,
): readonly ReferencePage[] {
  const toPage = (path: string, service?: string): ReferencePage => ({
    path,
    contentType: 'application/json',
    body: async () => documentOf(service, (await cloud()).signIn?.issuers),
  });
  const html = async () =>
    toReferenceHtml({
      documentUrl: DOCUMENT_PATH,
      scriptUrl: SCRIPT_PATH,
      clientIds: (await cloud()).signIn?.clientIds,
    });
  return [
    { path: REFERENCE_PATH, contentType: 'text/html; charset=utf-8', body: html },
    { path: SCRIPT_PATH, contentType: 'text/javascript; charset=utf-8', body: readScalar },
    toPage(DOCUMENT_PATH),
    { path: MESSAGES_PATH, contentType: 'application/json', body: async () => messagesOf(await cloud()) },
    ...services.map((service) => toPage(`${REFERENCE_PATH}/openapi-${service}.json`, service)),
  ];
}

/** Imports on request, so that the server starts without loading the registry. */
async function documentOf(service: string | undefined, issuers: Issuers | undefined): Promise<string> {
  const [{ loadRegistry }, { toOpenApi }] = await Promise.all([
    import('@tradepost/contracts/registry'),
    import('../openapi/to-openapi.ts'),
  ]);
  const document = toOpenApi(await loadRegistry(), { service, issuers });
  const servers = [{ url: '/', description: 'Server of this page' }];
  return JSON.stringify({ ...document, servers });
}

async function messagesOf({ description, endpoints }: ReferenceCloud): Promise<string> {
  const [{ loadRegistry }, { loadSamples }, { toAsyncApi }] = await Promise.all([
    import('@tradepost/contracts/registry'),
    import('@tradepost/contracts/samples'),
    import('../asyncapi/to-asyncapi.ts'),
  ]);
  const sources = { registry: await loadRegistry(), samples: loadSamples(), description, stage: 'dev' };
  const aws = new URL(endpoints.aws).host;
  const sqs = new URL(endpoints.sqs).host;
  return JSON.stringify(toAsyncApi(sources, { hosts: { sqs, eventbridge: aws, lambda: aws } }));
}

/** Reads Scalar's standalone script. Its package does not export the file by name. */
function readScalar(): Promise<Buffer> {
  const main = createRequire(import.meta.url).resolve('@scalar/api-reference');
  return readFile(join(dirname(main), 'browser', 'standalone.js'));
}
