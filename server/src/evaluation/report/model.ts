import type { Given } from '../../annotation/given';
import type { Span } from '../../text/span';
import type { Interval } from '../bootstrap';
import type { Calibration } from '../calibration';

// The result of an evaluation as one object of plain JSON; docs/evaluation.md describes it for other programs.

export interface EvaluationReport {
  readonly format: 'biogloss-evaluation';
  readonly version: 1;
  /** The version of BioGloss. */
  readonly software: string;
  /** The file or folder of the gold corpus. */
  readonly gold: string;
  /** What was scored: a model's name and version, or a file of predictions. */
  readonly scored: string;
  /** Where the model lies, where one was scored. */
  readonly folder?: string;
  /** What it is compared with. */
  readonly compared?: string;
  /** How many documents of gold have no prediction and count as empty. */
  readonly missing: number;
  /** How intervals came about: so many times documents were drawn, with this seed. */
  readonly bootstrap: { readonly draws: number; readonly seed: number };
  /** Where gold and predictions do not fit each other, a sentence each. */
  readonly notes: readonly string[];
  /** What is wrong with the corpus or the predictions as files, a line each; the first hundred. */
  readonly problems: readonly string[];
  readonly documents: readonly ReportDocument[];
  /** Preferred names of the ids that errors tell, as far as a terminology knows them. */
  readonly names: Readonly<Record<string, string>>;
  /** Ids in the order in which figures count their documents; those of one id are counted together. */
  readonly counted: readonly string[];
  readonly stages: readonly ReportStage[];
  /** Models that learned from parts of the documents, the smallest part first; the last is the one that the report is of. */
  readonly curve?: readonly CurvePoint[];
}

/** What documents were learned from. */
export interface Learned {
  /** Of all that there are to learn from, from 0 to 1. */
  readonly share: number;
  readonly documents: number;
}

/** Figures of a model that learned from a part of the documents; where compared, with the next smaller part. */
export interface CurvePoint extends Learned {
  readonly stages: readonly { readonly given: Given; readonly figures: readonly CurveFigure[] }[];
}

export type CurveFigure = Omit<ReportFigure, 'byDocument' | 'tp' | 'fp' | 'fn' | 'p'>;

export interface ReportDocument {
  readonly id: string;
  readonly file: string;
  /** Spans of errors index it; absent where the document has none. */
  readonly text?: string;
}

/** What is told of a model that was given a part of the gold annotations, or nothing of them. */
export interface ReportStage {
  readonly given: Given;
  readonly title: string;
  readonly figures: readonly ReportFigure[];
  readonly calibration: readonly Calibration[];
  readonly errors: readonly ReportError[];
}

/** A share has `r` alone. All numbers are shares from 0 to 1 (differences from -1 to 1) with four decimals. */
export interface ReportFigure {
  /** As in the JSON of `evaluate`: `mention_Chemical`. */
  readonly name: string;
  readonly measure: string;
  readonly type: string;
  readonly form: 'figures' | 'share';
  readonly p?: number;
  readonly r: number;
  readonly f1?: number;
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  /** 95 % of the values that come about when documents are drawn with repetition lie between these. */
  readonly interval: { readonly p?: Interval; readonly r: Interval; readonly f1?: Interval };
  readonly comparison?: FigureComparison;
  /** Counts of each document, in the order of `counted`. */
  readonly byDocument: {
    readonly tp: readonly number[];
    readonly fp: readonly number[];
    readonly fn: readonly number[];
  };
}

/** F1 (of a share, the share) of what was scored beside that of what it is compared with. */
export interface FigureComparison {
  readonly other: number;
  /** The scored one's less the other's. */
  readonly difference: number;
  readonly interval: Interval;
  /** Two-sided, by a paired bootstrap test. */
  readonly p: number;
}

export const errorKinds = ['falsePositive', 'missed', 'boundary', 'type', 'concept', 'relation'] as const;

export type ErrorKind = (typeof errorKinds)[number];

export interface ReportError {
  readonly kind: ErrorKind;
  /** The finer kind, in words. */
  readonly detail: string;
  /** Entity type or relation type; gold's where both sides have one. */
  readonly type: string;
  /** Place in the report's list. */
  readonly document: number;
  /** What to look at, in UTF-16 units of the document's text. */
  readonly start: number;
  readonly end: number;
  /** Where that stands in the document's file, counted from 1; columns in UTF-16 units. Absent where it is not found there. */
  readonly line?: number;
  readonly column?: number;
  /** The sentences around what is marked, in order of reading. */
  readonly context: readonly Span[];
  readonly gold: readonly Said[];
  readonly predicted: readonly Said[];
}

/** What one side says. */
export interface Said {
  /** The wording of a mention; `naproxen → ulcers` of a relation. */
  readonly text: string;
  readonly type: string;
  /** Ids; of a relation, subject and object. */
  readonly concepts: readonly string[];
  readonly score?: number;
  /** Stretches of the document that say it. */
  readonly spans: readonly Span[];
}

/** What a folder with a report holds. */
export const reportFiles = {
  json: 'report.json',
  html: 'report.html',
  figures: 'figures.csv',
  errors: 'errors.csv',
  curve: 'curve.csv',
} as const;
