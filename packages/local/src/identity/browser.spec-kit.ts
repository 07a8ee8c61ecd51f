/** A browser at the pages of one origin: follows redirects and keeps cookies by their path, until a page or another origin. */
export function createBrowser(origin: string) {
  const cookies = new Map<string, { value: string; path: string }>();
  return {
    open: async (
      url: string | URL,
      form?: Record<string, string>,
    ): Promise<{ url: URL; status: number; html: string }> => {
      let [target, body] = [new URL(url, origin), form];
      for (;;) {
        if (target.origin !== origin) return { url: target, status: 302, html: '' };
        const cookie = [...cookies]
          .filter(([, { path }]) => target.pathname.startsWith(path))
          .map(([name, { value }]) => `${name}=${value}`)
          .join('; ');
        const response = await fetch(target, {
          redirect: 'manual',
          headers: { cookie },
          ...(body === undefined ? {} : { method: 'POST', body: new URLSearchParams(body) }),
        });
        for (const header of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
          cookies.set(name, { value, path: /; path=([^;]+)/.exec(header)?.[1] ?? '/' });
        }
        const location = response.headers.get('location');
        if (location === null) return { url: target, status: response.status, html: await response.text() };
        [target, body] = [new URL(location, target), undefined];
      }
    },
  };
}

export type Browser = ReturnType<typeof createBrowser>;
