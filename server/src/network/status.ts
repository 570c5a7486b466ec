/** A server gives this to some only; servers that list nothing say so also of what they do not have. */
export class NotForEverybody extends Error {}

/** What a status that is no success means for a person, as a sentence. */
export function describeStatus({ host, pathname }: URL, status: number): string {
  if (status === 401 || status === 403)
    return `${host} does not give ${pathname} to everybody (status ${status}). Download it in the browser, where you may have to accept terms, and import the folder.`;
  if (status === 404) return `${host} has no ${pathname} (status 404).`;
  if (status === 429) return `${host} is asked too often (status 429). Try again in a while.`;
  return `${host} does not give ${pathname}: status ${status}.`;
}
