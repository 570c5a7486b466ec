import type { ConceptId } from '../annotation/model';

/** One entry of a terminology. Ids are qualified: `MESH:D003920`, `OMIM:125853`, `DOID:1816`, `NCBIGene:3630`. */
export interface Concept {
  readonly id: ConceptId;
  readonly preferredName: string;
  /** Other names that the terminology itself gives the concept. */
  readonly synonyms: readonly string[];
  /** Names that came over a cross-reference, or that the source calls broad, narrow or related: worth less than synonyms. */
  readonly looseNames?: readonly string[];
  /** Entity types, as annotations use them: `Chemical`, `Disease`, `Gene`. */
  readonly types: readonly string[];
  /** Places in a hierarchy, as MeSH writes them: `C18.452.394.750`. */
  readonly treeNumbers?: readonly string[];
  /** The same thing elsewhere: `OMIM:125853`, `UMLS:C0011849`. */
  readonly xrefs?: readonly string[];
  /** What the concept is, in the terminology's own words. */
  readonly scopeNote?: string;
}

/** What a file says about itself. Each is absent where the file does not say it. */
export interface Release {
  readonly title?: string;
  readonly version?: string;
  readonly licence?: string;
}

/** An input of an index: the file's name and format with its release. */
export interface Source extends Release {
  readonly file: string;
  readonly format: string;
  /** Where the file was, so that the index can be made anew; absent in the embedded one. */
  readonly path?: string;
  /** The type that concepts were given whose type the file does not tell. */
  readonly type?: string;
}

export const Chemical = 'Chemical';
export const Disease = 'Disease';
export const Gene = 'Gene';
/** The type of a concept whose source does not say what kind of thing it is. */
export const Other = 'Other';
