import type { AnnotationChoice } from '../annotation/annotationChoice';
import type { Given } from '../annotation/given';
import type { ConceptId, EntityMention, Relation } from '../annotation/model';
import type { UserWord } from '../annotation/userWord';
import type { Decision } from '../curation/decision';
import type { Learned } from '../evaluation/report/model';
import type { DocumentFindings } from '../survey/findings';
import type { Span } from '../text/span';
import type {
  CheckCorpusResult,
  DocumentsToReviewResult,
  EvaluateResult,
  ExportResult,
  GraphResult,
} from './commands';
import type { Reader } from './settings';
import type { ModelSummary } from './status';

/** Language server → analysis worker. The first message is `load`; it comes once in the life of a worker. */
export type AnalysisRequest =
  | LoadRequest
  | WordsRequest
  | AnnotateRequest
  /** Calls a document's analysis off, or an export; the worker answers with `stopped`, when nothing of it is left. */
  | { readonly type: 'stop'; readonly id: number }
  | CorpusRequest
  | ExportGraphRequest
  | CheckCorpusRequest;

export interface LoadRequest {
  readonly type: 'load';
  readonly reader: Reader;
  /** The model's folder; not read where the dictionary is the reader. */
  readonly folder: string;
  readonly device: string;
  /** As in the settings. */
  readonly guidelines: readonly string[];
  /** Compiled indexes, the most important first. */
  readonly terminologies: readonly string[];
  /** Folder where tables that are made of them are kept. */
  readonly tables: string;
}

/** What a person says of names, in place of what they said before; may come before `load`, and before any request that it is to count for. */
export interface WordsRequest {
  readonly type: 'words';
  readonly words: readonly UserWord[];
}

/** Work on whole files, for which a worker of its own is started: it is cancelled by ending that. */
export type CorpusRequest =
  | EvaluateRequest
  | ExportRequest
  | GraphRequest
  | GatherCorrectionsRequest
  | RankForReviewRequest
  | SurveyRequest;

export interface AnnotateRequest {
  readonly type: 'annotate';
  readonly id: number;
  readonly text: string;
  /** LSP language id: decides what is prose. */
  readonly languageId: string;
  /** Where in `text` the person is looking or typing: parts around it come first. */
  readonly near: number;
  /** Nothing is shown yet: what the dictionary knows is wanted at once, before the model answers. */
  readonly draft: boolean;
}

/** Scores a model on a corpus; the worker answers with `progress`, then `evaluated` or `failed`. */
export interface EvaluateRequest {
  readonly type: 'evaluate';
  readonly id: number;
  readonly gold: string;
  readonly given: Given | 'all';
  /** A corpus that the model learned from: names that it holds are scored apart. */
  readonly seen?: string;
  /** Predictions that are scored instead of the model. */
  readonly predictions?: string;
  /** Predictions, or the report of an earlier evaluation, to compare with. */
  readonly compare?: string;
  /** What the scored model learned from, where it is a point of a learning curve; the points before it are in the report that it is compared with. */
  readonly learned?: Learned;
  /** The folder for a report. */
  readonly report?: string;
  /** Where to save the scores as JSON. */
  readonly out?: string;
}

/** Annotates documents and writes them, or only tells what would be written; the worker answers with `progress`, then `exported` or `failed`. */
export interface ExportRequest {
  readonly type: 'export';
  readonly id: number;
  /** Files and folders. */
  readonly paths: readonly string[];
  readonly open: readonly OpenText[];
  /** Globs of what does not count in folders. */
  readonly leftOut: readonly string[];
  /** Only this stretch of the one open text; of a corpus file the documents that it touches. */
  readonly within?: Span;
  readonly annotations: AnnotationChoice;
  /** Predictions with a lower score (0 to 1) are left out. */
  readonly minimumScore: number;
  readonly format: string;
  /** The file or folder to write; without it nothing is written. What is there already is none of the documents. */
  readonly out?: string;
  /** Nothing is written. */
  readonly ask: boolean;
  /** What the format cannot hold is kept beside the file. */
  readonly sideFile: boolean;
  /** So many documents are read at most, and answered as they would be written. */
  readonly preview?: number;
  /** Folder where annotations of texts that were read before are kept. */
  readonly kept: string;
  /** Folder where it is kept which files exports have written: in folders these do not count. */
  readonly exports: string;
}

/** Merges what files and folders say into a graph and writes it; the worker answers with `progress`, then `graphWritten` or `failed`. */
export interface GraphRequest {
  readonly type: 'graph';
  readonly id: number;
  readonly paths: readonly string[];
  readonly open: readonly OpenText[];
  /** Globs of what does not count in folders. */
  readonly leftOut: readonly string[];
  /** Folder where it is kept which files exports have written: in folders these do not count. */
  readonly exports: string;
  /** Only what is said in this stretch of the document counts. */
  readonly within?: Span;
  readonly given: Given | 'all';
  readonly minimumScore: number;
  readonly unlinked: boolean;
  readonly mostEvidence: number;
  readonly format: string;
  readonly out: string;
}

/** Makes a corpus of what persons decided, in the run folder; the worker answers with `progress`, then `gathered` or `failed`. */
export interface GatherCorrectionsRequest {
  readonly type: 'gatherCorrections';
  readonly id: number;
  readonly folders: readonly string[];
  readonly open: readonly OpenText[];
  /** Predictions with a lower score (0 to 1) are shown to nobody, so that nobody leaves them undecided. */
  readonly minimumScore: number;
  readonly out: string;
  /** Of the documents, so much is held out. */
  readonly share?: number;
  readonly seed: number;
}

/** What was gathered to learn from: paths of files. */
export interface GatheredCorrections {
  readonly learned: string;
  /** Texts that nobody has decided on. */
  readonly texts: string;
  /** What is learned from, and what is not, a sentence each. */
  readonly notes: readonly string[];
}

/** Tells which texts to review; the worker answers with `progress`, then `ranked` or `failed`. */
export interface RankForReviewRequest {
  readonly type: 'rankForReview';
  readonly id: number;
  readonly folders: readonly string[];
  /** Paths of those of their documents that count; all where not given. */
  readonly only?: readonly string[] | undefined;
  readonly open: readonly OpenText[];
  /** Predictions with a lower score (0 to 1) are not there to be reviewed. */
  readonly minimumScore: number;
}

/**
 * Reads the files of folders that were not read before, or are others by now, at low priority; the worker answers with `surveying` and `surveyed` for each of
 * them, then `surveyEnded` or `failed`.
 */
export interface SurveyRequest {
  readonly type: 'survey';
  readonly id: number;
  readonly folders: readonly string[];
  /** Corpus files as an editor holds them. */
  readonly open: readonly OpenText[];
  /** Paths that are left to whoever asks. */
  readonly except: readonly string[];
  /** Globs of what does not count. */
  readonly leftOut: readonly string[];
  /** How files stood that are known already, by path. */
  readonly known: ReadonlyMap<string, string>;
  readonly minimumScore: number;
  /** Folder where annotations of texts that were read before are kept. */
  readonly kept: string;
  /** Folder where it is kept which files exports have written: in folders these do not count. */
  readonly exports: string;
}

/** A text that an editor holds in place of the file at this path. */
export interface OpenText {
  readonly path: string;
  readonly text: string;
  readonly languageId: string;
  /** What persons decided on it, placed in `text`; it may not be in the sidecar yet. */
  readonly decisions?: readonly Decision[] | undefined;
}

/** Writes a saved graph in another format; needs no `load` before it. The worker answers with `graphWritten` or `failed`. */
export interface ExportGraphRequest {
  readonly type: 'exportGraph';
  readonly id: number;
  readonly path: string;
  readonly keep?: { readonly concepts: readonly ConceptId[]; readonly relations: readonly number[] };
  readonly format: string;
  readonly out: string;
}

/** Says what files are fit for as a corpus; needs no `load` before it. The worker answers with `checking`, then `checked` or `failed`. */
export interface CheckCorpusRequest {
  readonly type: 'checkCorpus';
  readonly id: number;
  readonly train: readonly string[];
  readonly dev: readonly string[];
  readonly test: readonly string[];
  /** The base model, as in a training order. */
  readonly model: string;
  /** Compiled indexes that ids are looked up in. */
  readonly terminologies: readonly string[];
  readonly split?: number;
  readonly seed?: number;
  /** The folder for the report. */
  readonly report?: string;
}

/** Analysis worker → language server. */
export type AnalysisReply =
  /** Terminologies are open; a sentence for each that cannot be used. The reader is loaded next. */
  | { readonly type: 'opened'; readonly problems: readonly string[] }
  /** Without a model the dictionary is the reader. */
  | { readonly type: 'loaded'; readonly model?: ModelSummary }
  | { readonly type: 'loadFailed'; readonly message: string }
  /** What was answered before this was answered in haste: the same question may have a better answer now. Comes once, or never. */
  | { readonly type: 'prepared' }
  /** The worker turns to a part of this request now: what it dies of next is this. */
  | { readonly type: 'began'; readonly id: number }
  | { readonly type: 'draft'; readonly id: number; readonly parts: readonly DraftPart[] }
  | AnnotatedPart
  | { readonly type: 'annotated'; readonly id: number }
  /** Nothing more comes for a request that was called off. */
  | { readonly type: 'stopped'; readonly id: number }
  /** `doing`: with what, where it is not the work itself. */
  | {
      readonly type: 'progress';
      readonly id: number;
      readonly done: number;
      readonly total: number;
      readonly doing?: string;
    }
  | { readonly type: 'evaluated'; readonly id: number; readonly result: EvaluateResult }
  | { readonly type: 'exported'; readonly id: number; readonly result: ExportResult }
  /** `share` from 0 to 1. */
  | { readonly type: 'checking'; readonly id: number; readonly share: number; readonly doing: string }
  | { readonly type: 'checked'; readonly id: number; readonly result: CheckCorpusResult }
  | { readonly type: 'gathered'; readonly id: number; readonly result: GatheredCorrections }
  | { readonly type: 'ranked'; readonly id: number; readonly result: DocumentsToReviewResult }
  /** What it dies of next is this file. */
  | { readonly type: 'surveying'; readonly id: number; readonly path: string; readonly state: string }
  | SurveyedFile
  | { readonly type: 'surveyEnded'; readonly id: number; readonly result: SurveyResult }
  | { readonly type: 'graphWritten'; readonly id: number; readonly result: GraphResult }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

export interface SurveyedFile {
  readonly type: 'surveyed';
  readonly id: number;
  readonly path: string;
  /** How the file stood when it was read. */
  readonly state: string;
  readonly documents: readonly DocumentFindings[];
  readonly problems: readonly string[];
}

export interface SurveyResult {
  /** All files of the folders that count, read or known. */
  readonly present: readonly string[];
  /** What does not count, a sentence each. */
  readonly notes: readonly string[];
}

/** What the dictionary found in one part; the model's answer for the same part takes its place. */
export interface DraftPart {
  readonly part: Span;
  readonly mentions: readonly EntityMention[];
}

/** What was found in one part of a document. Parts come in any order and never overlap; spans index the whole text. */
export interface AnnotatedPart {
  readonly type: 'part';
  readonly id: number;
  readonly part: Span;
  readonly mentions: readonly EntityMention[];
  readonly relations: readonly Relation[];
  /** Stretches within the part that were not analysed. */
  readonly unread: readonly Span[];
}
