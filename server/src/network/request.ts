// The only layer that talks to a network, and it does so only where a person has asked for a download.
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { packageVersion } from '../platform/packageVersion';
import { proxyAgent } from './proxy';
import { unreachable } from './unreachable';

export interface RequestOptions {
  readonly method?: 'GET' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Milliseconds without a sign of life after which a server counts as dead. */
  readonly patience?: number;
}

export interface Answer {
  /** Where it came from in the end. */
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** Has to be read to its end or destroyed. */
  readonly body: IncomingMessage;
}

const mostRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);
const defaultPatience = 30_000;

/**
 * Asks a server, through the proxy that the environment names, and follows redirects; never from an encrypted connection to one that is not.
 * Nothing but the headers given and our name is sent: no cookies, no credentials.
 * @throws Error with a sentence where no answer comes; the signal's reason once it is aborted
 */
export async function request(given: URL, options: RequestOptions = {}): Promise<Answer> {
  let url = given;
  for (let followed = 0; ; followed++) {
    const answer = await ask(url, options);
    const { location } = answer.headers;
    if (!redirects.has(answer.status) || location === undefined) return answer;
    answer.body.destroy();
    if (followed === mostRedirects)
      throw new Error(`${given.host} sends from one address to the next more than ${mostRedirects} times.`);
    url = redirected(url, location);
  }
}

function redirected(from: URL, location: string): URL {
  if (!URL.canParse(location, from.href))
    throw new Error(
      `${from.host} sends to an address that is none: ${JSON.stringify(location.slice(0, 100))}.`,
    );
  const to = new URL(location, from);
  if (to.protocol !== 'https:' && to.protocol !== from.protocol)
    throw new Error(
      `${from.host} sends to ${to.protocol}//${to.host}, which is not encrypted; that is not followed.`,
    );
  // An address may bring a name and a password along, and none is ever sent.
  to.username = '';
  to.password = '';
  return to;
}

function ask(url: URL, { method = 'GET', headers, signal, patience = defaultPatience }: RequestOptions) {
  return new Promise<Answer>((resolve, reject) => {
    signal?.throwIfAborted();
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw new Error(`${url.protocol} is no protocol that is downloaded by; https: is.`);
    const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const sent: ClientRequest = start(url, {
      method,
      agent: proxyAgent(url),
      signal,
      headers: { 'user-agent': `biogloss/${packageVersion()}`, 'accept-encoding': 'identity', ...headers },
    });
    // The socket's own timer, so that it also runs while a body comes.
    sent.setTimeout(patience, () =>
      sent.destroy(Object.assign(new Error('silent'), { code: 'ETIMEDOUT', seconds: patience / 1000 })),
    );
    sent.once('response', (body) => {
      const { statusCode: status = 0, headers } = body;
      if (status === 407) {
        body.destroy();
        reject(
          new Error('The proxy asks for a name and a password: give both in HTTPS_PROXY or http.proxy.'),
        );
      } else resolve({ url, status, headers, body });
    });
    sent.on('error', (error) => reject(signal?.aborted ? signal.reason : unreachable(url, error)));
    sent.end();
  });
}
