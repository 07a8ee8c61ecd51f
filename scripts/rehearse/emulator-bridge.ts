import type { IncomingMessage, ServerResponse } from 'node:http';
import { forward } from '@tradepost/local/gateway/forward';
import { type LocalServer, listenLocally, readBody } from '@tradepost/local/gateway/http-server';
import { Agent } from 'undici';
import { adaptTemplate, type Template } from './adapt-template.ts';
import type { EmulatorApi } from './emulator-api.ts';
import { newestFirst } from './newest-first.ts';

export type EmulatorBridge = LocalServer & {
  /** What was taken out of the templates so far: `STACK LOGICAL-ID`, and its type. */
  readonly taken: ReadonlyMap<string, string>;
};

/** Longer than the largest file that a deployment uploads. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;
const WITH_TEMPLATE = new Set(['CreateStack', 'UpdateStack', 'ValidateTemplate']);
const FORM = 'application/x-www-form-urlencoded';

/**
 * Stands before the emulator while services are deployed: whatever brings a template gets it adapted to what the emulator
 * knows, and as text, since it validates none by its address; the events of a stack come in CloudFormation's order. All
 * other requests pass through unchanged.
 */
export async function startEmulatorBridge(emulator: EmulatorApi): Promise<EmulatorBridge> {
  const dispatcher = new Agent().compose(
    (dispatch) => (options, handler) => dispatch({ ...options, origin: emulator.url }, handler),
  );
  const taken = new Map<string, string>();
  const server = await listenLocally(0, async (request, response) => {
    const body = await readBody(request, MAX_BODY_BYTES);
    const form = isForm(request) ? new URLSearchParams(body.toString()) : undefined;
    const action = form?.get('Action') ?? '';
    if (form !== undefined && WITH_TEMPLATE.has(action)) return forwardWithTemplate(request, response, form);
    if (form !== undefined && action === 'DescribeStackEvents') return answerEvents(response, form);
    return forward(request, response, dispatcher, { body });
  });

  async function answerEvents(response: ServerResponse, form: URLSearchParams): Promise<void> {
    const { status, text } = await emulator.ask('cloudformation', form);
    response.writeHead(status, { 'content-type': 'text/xml' });
    response.end(newestFirst(text));
  }

  async function forwardWithTemplate(
    request: IncomingMessage,
    response: ServerResponse,
    form: URLSearchParams,
  ): Promise<void> {
    const adapted = await adaptTemplate(await templateOf(form), emulator.parameter);
    for (const [id, type] of Object.entries(adapted.taken)) taken.set(`${form.get('StackName')} ${id}`, type);
    form.delete('TemplateURL');
    form.set('TemplateBody', JSON.stringify(adapted.template));
    const body = Buffer.from(form.toString());
    await forward(request, response, dispatcher, {
      body,
      headers: { 'content-length': String(body.length) },
    });
  }

  async function templateOf(form: URLSearchParams): Promise<Template> {
    const url = form.get('TemplateURL');
    return JSON.parse(
      url === null ? (form.get('TemplateBody') ?? '') : await emulator.get(new URL(url).pathname),
    ) as Template;
  }

  return {
    ...server,
    taken,
    stop: async () => {
      await server.stop();
      await dispatcher.destroy();
    },
  };
}

function isForm({ method, headers }: IncomingMessage): boolean {
  return method === 'POST' && (headers['content-type'] ?? '').startsWith(FORM);
}
