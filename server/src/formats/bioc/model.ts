// BioC as both its twins, JSON and XML, carry it. Offsets count code points from the document's start.
// Comeau et al. 2013, "BioC: a minimalist approach to interoperability for biomedical text processing".
export type Infons = Readonly<Record<string, string>>;

export interface BioCLocation {
  readonly offset: number;
  readonly length: number;
}

export interface BioCAnnotation {
  readonly id: string;
  readonly infons: Infons;
  readonly locations: readonly BioCLocation[];
  readonly text: string;
}

export interface BioCRelation {
  readonly id: string;
  readonly infons: Infons;
  readonly nodes: readonly { readonly refid: string; readonly role: string }[];
}

/** A passage, or a sentence of one: either holds text or sentences that do. */
export interface BioCPassage {
  readonly infons: Infons;
  readonly offset: number;
  readonly text: string;
  readonly sentences: readonly BioCPassage[];
  readonly annotations: readonly BioCAnnotation[];
  readonly relations: readonly BioCRelation[];
}

export interface BioCDocument {
  readonly id: string;
  readonly infons: Infons;
  readonly passages: readonly BioCPassage[];
  readonly annotations: readonly BioCAnnotation[];
  readonly relations: readonly BioCRelation[];
}
