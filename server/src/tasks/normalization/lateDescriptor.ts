import type { Meaning } from '../../annotation/meaning';

/** MeSH made descriptors of nine digits of what had been supplementary or broader concepts; annotators of years before could not choose them. */
export const isLate = (meaning: Meaning): boolean => /^MESH:D\d{9}$/.test(meaning);
