import type { Meaning } from '../../annotation/meaning';

/** MeSH made descriptors of nine digits of what had been supplementary or broader concepts; annotators of years before could not choose them. */
export const isLate = (meaning: Meaning): boolean => /^MESH:D\d{9}$/.test(meaning);

/**
 * MeSH took the diseases of OMIM that it lacked as supplementary concepts of these numbers (C562463 to C567981, about 2010). Annotators of years before
 * wrote OMIM's id.
 */
export const isLateSupplementary = (meaning: Meaning): boolean => /^MESH:C56\d{4}$/.test(meaning);
