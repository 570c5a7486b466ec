import type { Agent } from 'node:http';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

/**
 * What speaks to an address through the proxy that `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` name for it; undefined where it is reached
 * without one.
 * @throws Error with a sentence where the proxy's address is none
 */
export function proxyAgent(url: URL): Agent | undefined {
  const proxy = getProxyForUrl(url.href);
  if (proxy === '') return undefined;
  // The address may hold a password: it is never repeated.
  if (!URL.canParse(proxy) || !/^https?:$/.test(new URL(proxy).protocol))
    throw new Error('The address of the proxy is not one like http://proxy.example:8080.');
  return url.protocol === 'https:' ? new HttpsProxyAgent(proxy) : new HttpProxyAgent(proxy);
}

/** The editor's own proxy settings take the place of the environment's in this process. */
export function useProxy({ proxy, noProxy = [] }: { proxy?: string; noProxy?: readonly string[] }): void {
  if (!proxy) return;
  for (const name of ['http_proxy', 'https_proxy']) {
    delete process.env[name.toUpperCase()];
    process.env[name] = proxy;
  }
  const kept = process.env.no_proxy || process.env.NO_PROXY;
  delete process.env.NO_PROXY;
  process.env.no_proxy = [...noProxy, ...(kept ? [kept] : [])].join(',');
}
