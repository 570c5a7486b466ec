// The result of a corpus check as one object of plain JSON; docs/corpus-check.md describes it for other programs.

export const splitNames = ['train', 'dev', 'test'] as const;

/** What documents are for: to learn from, to choose by, or to measure on at the end. */
export type SplitName = (typeof splitNames)[number];

export interface CorpusReport {
  readonly format: 'biogloss-corpus-check';
  readonly version: 1;
  /** The version of BioGloss. */
  readonly software: string;
  /** False where a file is refused: nothing can be learned from it as it is. */
  readonly usable: boolean;
  readonly files: readonly CheckedFile[];
  /** In the order of `splitNames`, those that have documents. */
  readonly splits: readonly SplitFigures[];
  /** The model that labels and lengths were compared with. */
  readonly base?: KnownModel;
  /** What training holds out where no dev file is given. */
  readonly heldOut?: HeldOut;
  /** The gravest first. */
  readonly findings: readonly Finding[];
}

export interface CheckedFile {
  /** A file, or a folder of files that belong together. */
  readonly path: string;
  readonly split: SplitName;
  /** As on the command line; absent where the file could not be read. */
  readonly format?: string;
  readonly documents: number;
  readonly mentions: number;
  readonly relations: number;
  /** Mentions that the file claims and that do not fit their text; they are not among `mentions`. */
  readonly dropped: number;
  /** Why it is refused, in a sentence. */
  readonly refused?: string;
}

export interface HeldOut {
  readonly share: number;
  readonly seed: number;
  readonly ids: readonly string[];
}

/** What a model can say before it learns. */
export interface KnownModel {
  readonly name: string;
  /** Each guideline with its types. */
  readonly guidelines: readonly { readonly name: string; readonly entityTypes: readonly string[] }[];
  /** The guidelines that it marks by where nothing else is asked for; the first alone where not given. */
  readonly marks?: readonly string[];
  readonly relationTypes: readonly string[];
  /** Words that it reads at once; absent where it counts its input otherwise. */
  readonly sequenceWords?: number;
}

export interface SplitFigures {
  readonly split: SplitName;
  readonly documents: number;
  readonly withoutMentions: number;
  readonly characters: Distribution;
  readonly words: Distribution;
  readonly sentences: Distribution;
  /** Different ids of mentions. */
  readonly concepts: number;
  /** By type, the most frequent first. */
  readonly types: readonly TypeFigures[];
  readonly relations: readonly RelationFigures[];
  readonly shapes: MentionShapes;
}

/** Of a document each, in order of size: the smallest, the middle one, nine tenths, the largest; and the sum. */
export interface Distribution {
  readonly least: number;
  readonly median: number;
  readonly p90: number;
  readonly most: number;
  readonly total: number;
}

export interface TypeFigures {
  readonly type: string;
  readonly mentions: number;
  readonly documents: number;
  /** Different wordings, in lower case. */
  readonly names: number;
  /** Different ids. */
  readonly concepts: number;
  /** Mentions without an id. */
  readonly unlinked: number;
}

export interface RelationFigures {
  readonly type: string;
  readonly count: number;
  readonly documents: number;
}

/** How mentions lie to each other. */
export interface MentionShapes {
  /** Of several stretches. */
  readonly interrupted: number;
  /** Inside a longer one. */
  readonly nested: number;
  /** In each other's way, neither inside the other. */
  readonly crossing: number;
  /** At the same place as another one. */
  readonly doubled: number;
}

export const severities = ['error', 'warning', 'note'] as const;

/** `error`: not usable as it is. `warning`: figures or the model will suffer. `note`: good to know. */
export type Severity = (typeof severities)[number];

export interface Finding {
  readonly kind: string;
  readonly severity: Severity;
  /** A few words. */
  readonly title: string;
  /** What it means and what to do, in sentences. */
  readonly message: string;
  /** How often it was found. */
  readonly count: number;
  /** The first of them, or the most important ones. */
  readonly places: readonly FindingPlace[];
}

export interface Located {
  readonly file: string;
  /** Counted from 1, columns in UTF-16 units; absent where the format does not tell. */
  readonly line?: number;
  readonly column?: number;
  readonly document?: string;
}

export interface FindingPlace extends Partial<Located> {
  /** What is wrong here, in a sentence without a full stop. */
  readonly message: string;
  /** The words that it is about, where there are such. */
  readonly text?: string;
  /** The other place, where there are two. */
  readonly other?: Located;
}

/** What a folder with a report holds. */
export const corpusReportFiles = { json: 'report.json', html: 'report.html' } as const;
