import type { Relation } from '../../annotation/model';
import type { CuratedAnnotations } from '../../curation/curatedText';
import type { DocumentAnnotations } from '../../languageService/annotator';

/** What is known of a document at this moment, as far as nobody decided otherwise, and what persons decided. */
export type CuratedDocument = DocumentAnnotations &
  CuratedAnnotations & {
    /** In a corpus file: which of its documents claims a relation, from 0. */
    documentOf?(relation: Relation): number | undefined;
  };
