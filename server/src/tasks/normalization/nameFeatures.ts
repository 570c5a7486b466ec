import { keyHash, partHash } from '../../terminology/names/hash';
import { keyWords, uninverted } from '../../terminology/names/nameKey';

const shortest = 3;
const longest = 5;

/** Place 0 is padding: it belongs to no word. */
export const padding = 0;

/**
 * What the name encoder sees of a name: hashes of its words, as keys write them, and of their character 3- to 5-grams with the word's ends marked.
 * @param buckets how many places there are
 * @returns distinct places from 1 on
 */
export function nameFeatures(name: string, buckets: number): number[] {
  const found = new Set<number>();
  const add = (hash: number) => found.add(1 + (hash % (buckets - 1)));
  for (const { key } of keyWords(uninverted(name))) {
    add(keyHash(key));
    const marked = `<${key}>`;
    for (let size = shortest; size <= longest; size++)
      for (let at = 0; at + size <= marked.length; at++) add(partHash(marked, at, at + size));
  }
  return [...found];
}
