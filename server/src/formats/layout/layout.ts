import type { AnnotatedDocument, ConceptId, EntityMention, Relation } from '../../annotation/model';
import type { Problem } from '../../annotation/problem';
import type { Span } from '../../text/span';
import type { TextPlaces } from './textPlaces';

// Where a corpus file says what. Each of its documents has a stretch of the file; all spans here count UTF-16 units from that stretch's start, so that
// they hold wherever an edit in front of it moves it.

/** One document of a corpus file with the places of what it says. */
export interface DocumentLayout {
  readonly id: string;
  /** Where the id stands first; empty where the file has none. */
  readonly idSpan: Span;
  /** As the format's reader understands the stretch; absent where it is no document. */
  readonly document?: AnnotatedDocument;
  /** Where the document's text stands in the stretch. */
  readonly text: TextPlaces;
  /** In the order of the file, those that were not understood among them. */
  readonly statements: readonly Statement[];
  readonly problems: readonly LaidProblem[];
}

/** What says one thing of a document: a line, an object of JSON, an element. */
export interface Statement {
  readonly kind: 'mention' | 'relation' | 'remark';
  /** All of it, without a line break. */
  readonly span: Span;
  /** What the reader made of it; absent where it could not, and in remarks. */
  readonly annotation?: EntityMention | Relation;
  /** The ids of concepts that stand in it. */
  readonly ids: readonly IdPlace[];
  /** What others of the document call it: `T1` in brat. */
  readonly name?: NamePlace;
  /** The others that it names. */
  readonly targets: readonly NamePlace[];
}

export interface IdPlace {
  readonly id: ConceptId;
  readonly span: Span;
}

export interface NamePlace {
  readonly name: string;
  readonly span: Span;
}

/** What a reader said of the stretch, with its place and what would mend it. */
export interface LaidProblem {
  readonly severity: Problem['severity'];
  readonly message: string;
  readonly span: Span;
  readonly mending?: Mending;
  /** The id of the document that it is about, where the stretch is none of its text: that may stand elsewhere in the file. */
  readonly apartFrom?: string;
}

/** Replacements in the stretch, in any order, none of which touch each other. */
export interface Mending {
  /** As a person is offered it. */
  readonly title: string;
  readonly changes: readonly Replacement[];
}

export interface Replacement {
  readonly span: Span;
  readonly newText: string;
}

export type Annotation = EntityMention | Relation;

/** The layout of a stretch that is a document. */
export type ReadableLayout = DocumentLayout & Required<Pick<DocumentLayout, 'document'>>;

/** What is to be another in a document. Annotations that are there are the objects of its layout. */
export interface DocumentChange {
  readonly removed: readonly Annotation[];
  /** By what is there what is to be in its place; of the same kind. */
  readonly replaced: ReadonlyMap<Annotation, Annotation>;
  readonly added: readonly Annotation[];
}

/** How a format's files are told apart into documents. */
export interface CorpusLanguage {
  /** As LSP calls the language. */
  readonly id: string;
  /** As the command line calls the format. */
  readonly format: string;
  /**
   * The stretches of documents, one after the other; what lies between two belongs to none.
   * @param from 0, or the start of a stretch: from there on the same ones are found
   */
  cut(text: string, from: number): Iterable<Span>;
  /** Two texts are cut in the same way only where this is the same for both; undefined where an edit may move cuts far from it. Absent: always. */
  readonly wayOfCutting?: (text: string) => string | undefined;
  lay(stretch: string, surroundings: Surroundings): DocumentLayout;
  /**
   * A document's stretch in the format's usual shape; it may be taken or not.
   * @param isLast of its file
   * @param indent the blanks that the line begins with on which the stretch does: formats that nest go on from there
   */
  readonly shape?: (stretch: string, isLast: boolean, indent: string) => string;
  /**
   * Replacements in a document's stretch that make a change. They may say less than what was asked for, or more: whoever makes them reads the stretch again.
   */
  readonly change?: (
    stretch: string,
    layout: ReadableLayout,
    change: DocumentChange,
  ) => readonly Replacement[];
  /** What is wrong with the file around its documents. Spans of the whole file. */
  readonly frameProblems?: (text: string, stretches: readonly Span[]) => LaidProblem[];
}

/** What a document is read with beside its stretch. */
export interface Surroundings {
  /** The file's name, which documents without an id are called by. */
  readonly name: string;
  /** Which of the file's documents it is, from 0. */
  readonly index: number;
  /** The text that a file of annotations alone speaks of (brat); absent where there is none. */
  readonly text?: string;
}
