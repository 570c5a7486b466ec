import type { Span } from '../../text/span';

// BioC as both its twins, JSON and XML, carry it. Offsets count code points from the document's start.
// Comeau et al. 2013, "BioC: a minimalist approach to interoperability for biomedical text processing".
export type Infons = Readonly<Record<string, string>>;

export interface BioCLocation {
  readonly offset: number;
  readonly length: number;
}

/** Where a file says an annotation or a relation. Spans in UTF-16 units of what is read; those of values are without quotes. */
export interface BioCPlace {
  readonly kind: 'mention' | 'relation';
  /** The whole object or element. */
  readonly span: Span;
  readonly id?: PlacedValue;
  readonly infons: readonly (PlacedValue & { readonly key: string })[];
  readonly locations: readonly { readonly offset?: Span; readonly length?: Span }[];
  /** The ids that nodes refer to. */
  readonly nodes: readonly PlacedValue[];
}

interface PlacedValue {
  readonly value: string;
  readonly span: Span;
}

/** Known where whoever reads wants to know it. */
interface BioCPart {
  readonly place?: BioCPlace;
}

export interface BioCAnnotation extends BioCPart {
  readonly id: string;
  readonly infons: Infons;
  readonly locations: readonly BioCLocation[];
  readonly text: string;
}

export interface BioCRelation extends BioCPart {
  readonly id: string;
  readonly infons: Infons;
  readonly nodes: readonly { readonly refid: string; readonly role: string }[];
}

/** A passage, or a sentence of one: either holds text or sentences that do. */
export interface BioCPassage {
  readonly infons: Infons;
  readonly offset: number;
  readonly text: string;
  /** Where the text stands, with its escapes; as `BioCPart.place`. */
  readonly textPlace?: Span;
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
