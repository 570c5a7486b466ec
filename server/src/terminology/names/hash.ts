/** Hash of the empty key; continue it with `extendHash`. */
export const emptyHash = 0x811c9dc5 | 0;

/** FNV-1a over UTF-16 units: the hash of `key + more` from the hash of `key`. Finish with `mixHash` before use as a place. */
export function extendHash(hash: number, more: string): number {
  for (let i = 0; i < more.length; i++) hash = Math.imul(hash ^ more.charCodeAt(i), 0x01000193);
  return hash;
}

/** Spreads every bit over all others (the finaliser of MurmurHash3, Appleby 2011). @returns an unsigned 32-bit number */
export function mixHash(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export const keyHash = (key: string): number => mixHash(extendHash(emptyHash, key));

/** `keyHash` of a part of a text, without making the part. */
export function partHash(text: string, start: number, end: number): number {
  let hash = emptyHash;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mixHash(hash);
}

/** The second place of a prefix in the filter, independent enough of the first. */
export const secondPlace = (mixed: number): number => Math.imul(mixed, 0x9e3779b1) >>> 0;
