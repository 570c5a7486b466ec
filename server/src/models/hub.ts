import * as z from 'zod';
import { fetchText } from '../network/fetchText';
import { Failure } from '../platform/failure';
import type { PlannedFile } from '../protocol/models';

const publicHub = 'https://huggingface.co';

/** What a person may give as a model's source. */
export type DownloadSource =
  | { readonly kind: 'hub'; readonly hub: string; readonly id: string; readonly revision: string }
  | { readonly kind: 'folder'; readonly url: URL }
  | { readonly kind: 'archive'; readonly url: URL };

const hubName = /^([\w.-]+(?:\/[\w.-]+)?)(?:@([\w./-]+))?$/;
/** The address of a model's page: its name, and maybe a revision. */
const hubPage = /^\/([\w.-]+\/[\w.-]+)(?:\/tree\/([\w./-]+?))?\/?$/;

/**
 * @param given `organisation/name`, `organisation/name@revision`, or an address
 * @param endpoint the hub of names without an address: that of `HF_ENDPOINT`, else Hugging Face's
 * @throws Failure with a sentence where it is none of these
 */
export function sourceOf(given: string, endpoint = process.env.HF_ENDPOINT || publicHub): DownloadSource {
  const text = given.trim();
  const named = hubName.exec(text);
  if (named && !/^https?:/.test(text)) {
    const [, id, revision = 'main'] = named;
    if (!URL.canParse(endpoint)) throw new Failure('HF_ENDPOINT is no address that begins with https://.');
    refuseCredentials(new URL(endpoint), 'HF_ENDPOINT');
    return { kind: 'hub', hub: endpoint.replace(/\/+$/, ''), id, revision };
  }
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new Failure(
      `${JSON.stringify(text.slice(0, 200))} is no source of a model: give a hub's name like organisation/name, or an address that begins with https://.`,
    );
  const url = new URL(text);
  refuseCredentials(url, 'The address');
  if (/\.zip$/i.test(url.pathname)) return { kind: 'archive', url };
  const page = hubPage.exec(url.pathname);
  if (page) return { kind: 'hub', hub: url.origin, id: page[1], revision: page[2] ?? 'main' };
  return { kind: 'folder', url };
}

/** They would be kept with the model, and given on with it. @throws Failure with a sentence that does not repeat them */
function refuseCredentials({ username, password }: URL, what: string): void {
  if (username !== '' || password !== '')
    throw new Failure(
      `${what} has a name or a password in it, and no server is sent either: give it without, or download the model in the browser and import it.`,
    );
}

/** What a hub says of a model. @see https://huggingface.co/docs/hub/api */
const modelInfo = z.object({
  sha: z.string().max(100).optional(),
  siblings: z
    .array(
      z.object({
        rfilename: z.string().max(500),
        size: z.number().int().nonnegative().nullish(),
        blobId: z.string().nullish(),
        lfs: z.object({ sha256: z.string(), size: z.number().int().nonnegative() }).nullish(),
      }),
    )
    .max(20_000),
  cardData: z
    .object({
      license: z.union([z.string(), z.array(z.string())]).nullish(),
      license_name: z.string().nullish(),
    })
    .nullish(),
});

const longestInfo = 16 * 2 ** 20;

export interface HubModel {
  readonly revision?: string;
  readonly licence?: string;
  readonly files: readonly PlannedFile[];
}

/** @returns undefined where the hub knows of no such model, or the address is no hub's. @throws Error with a sentence where it cannot be asked */
export async function askHub(
  { hub, id, revision }: Extract<DownloadSource, { kind: 'hub' }>,
  signal?: AbortSignal,
): Promise<HubModel | undefined> {
  const url = new URL(`${hub}/api/models/${id}/revision/${encodeURIComponent(revision)}?blobs=true`);
  const read = modelInfo.safeParse(json(await fetchText(url, longestInfo, signal)));
  if (!read.success) return undefined;
  const { sha, siblings, cardData } = read.data;
  const named = cardData?.license;
  const licence = named === 'other' ? (cardData?.license_name ?? named) : named;
  return {
    revision: sha,
    licence: Array.isArray(licence) ? licence.join(', ') : (licence ?? undefined),
    files: siblings.map(({ rfilename: name, size, lfs, blobId }) => ({
      name,
      // By the commit, so that all files are of one state, however long it takes.
      url: `${hub}/${id}/resolve/${encodeURIComponent(sha ?? revision)}/${name.split('/').map(encodeURIComponent).join('/')}`,
      bytes: lfs?.size ?? size ?? undefined,
      sha256: sha256(lfs?.sha256),
      gitBlob: lfs || !/^[0-9a-f]{40}$/.test(blobId ?? '') ? undefined : blobId!,
    })),
  };
}

const sha256 = (hash: string | undefined): string | undefined =>
  hash && /^[0-9a-f]{64}$/i.test(hash) ? hash.toLowerCase() : undefined;

function json(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
