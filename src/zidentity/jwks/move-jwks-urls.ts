import type { TenantStore } from '../state/tenant-store.js';

/** Clients whose JWKS URL is at the mock's own JWKS host follow it to its new port. */
export async function moveJwksUrls(store: TenantStore, from: number, to: number): Promise<void> {
  const moved = (url: string) => movedUrl(url, from, to);
  const concerned = store.tenant.clients.some(
    ({ authentication }) => authentication.type === 'JWKS' && moved(authentication.url) !== authentication.url,
  );
  if (!concerned) return;
  await store.change('clients', (draft) => {
    for (const { authentication } of draft.clients) {
      if (authentication.type === 'JWKS') authentication.url = moved(authentication.url);
    }
  });
}

function movedUrl(text: string, from: number, to: number): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  const own = url.protocol === 'http:' && (url.hostname === '127.0.0.1' || url.hostname === 'localhost');
  if (!own || url.port !== String(from) || !url.pathname.endsWith('/jwks.json')) return text;
  url.port = String(to);
  return url.href;
}
