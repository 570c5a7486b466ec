import type { Range } from 'vscode-languageserver-types';
import type { ConceptId } from '../annotation/model';

/** Client → server request: what a corpus file itself marks in its text, or a file of annotations in the text beside it, for those lines that are on screen. */
export const fileAnnotationsRequest = 'biogloss/fileAnnotations';

export interface FileAnnotationsParams {
  readonly textDocument: { readonly uri: string };
  /** Documents that any of these touch are told of. */
  readonly ranges: readonly Range[];
}

export interface FileAnnotationsResult {
  /** Of the document that the places are of. */
  readonly version: number;
  /** Whether the document is a corpus file, or has brat's annotations beside it. */
  readonly isAnnotated: boolean;
  readonly mentions: readonly FileMention[];
}

export interface FileMention {
  /** Where its words stand: several ranges where it is interrupted, or the format parts its words. */
  readonly ranges: readonly Range[];
  readonly type: string;
  readonly concepts: readonly ConceptId[];
}
