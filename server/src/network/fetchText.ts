import { request } from './request';
import { describeStatus, NotForEverybody } from './status';

/** The answer to a question of some kilobytes; undefined where there is none such. @throws Error with a sentence */
export async function fetchText(
  url: URL,
  longest: number,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const answer = await request(url, { signal });
  try {
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw new Error(describeStatus(answer.url, answer.status));
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > longest)
        throw new Error(`${url.host} answers with more than ${longest} bytes to ${url.pathname}.`);
    }
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    answer.body.destroy();
  }
}

/**
 * Whether a server has a file, and how large it says that it is.
 * @throws NotForEverybody where it does not say so to us; Error with a sentence where it cannot be asked
 */
export async function fileThere(url: URL, signal?: AbortSignal): Promise<{ bytes?: number } | undefined> {
  let answer = await request(url, { method: 'HEAD', signal });
  answer.body.destroy();
  if (answer.status === 405 || answer.status === 501) {
    answer = await request(url, { signal });
    answer.body.destroy();
  }
  if (answer.status === 404 || answer.status === 410) return undefined;
  const said = describeStatus(answer.url, answer.status);
  if (answer.status === 401 || answer.status === 403) throw new NotForEverybody(said);
  if (answer.status !== 200) throw new Error(said);
  const length = answer.headers['content-length'];
  return { bytes: length === undefined ? undefined : Number(length) };
}
