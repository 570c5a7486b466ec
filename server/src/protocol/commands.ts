import * as z from 'zod';
import { annotationChoices } from '../annotation/annotationChoice';
import { givens } from '../annotation/given';
import type { Finding } from '../corpus/model';
import type { BeforeAndAfter } from '../evaluation/report/beforeAndAfter';
import type { RunState } from '../runs/state';
import { devices } from './settings';

export { commands } from './commandNames';

/**
 * `workspace/executeCommand`: each command takes one argument, an object of its schema here, and answers with its result.
 * Paths may be absolute file names or file: URIs. Everything that takes longer reports work-done progress and can be cancelled
 * through the request or the progress.
 */
const path = z.string().min(1);

export const analyseArguments = z.strictObject({
  /** An open document. */
  uri: z.string().min(1),
});
export interface AnalyseResult {
  readonly mentions: number;
  readonly relations: number;
}

export const evaluateArguments = z.strictObject({
  /** A corpus with gold annotations, in any format that can be read. */
  gold: path,
  /** Model folder or run folder; the one in use where not given. */
  model: path.optional(),
  /** What the model is told of the gold annotations: nothing; spans and types; concept ids as well; or each in turn, scored by itself. */
  given: z.enum([...givens, 'all']).default('all'),
  /** A corpus that the model learned from: names that it holds are scored apart from those that it does not. */
  seen: path.optional(),
  /** Predictions of any tool, scored instead of a model; documents are matched by their ids. */
  predictions: path.optional(),
  /** A model folder, a run folder, predictions, or the `report.json` of an earlier evaluation, to compare with. */
  compare: path.optional(),
  /** A folder for the whole report: `report.html`, `report.json`, `figures.csv` and `errors.csv`. */
  report: path.optional(),
  /** Where to save the scores as JSON. */
  out: path.optional(),
});
export interface EvaluateResult {
  /** The figures by the keys of the command line's `evaluate --given all --json`. */
  readonly scores: Readonly<Record<string, unknown>>;
  /** The same as a table for people. */
  readonly table: string;
  readonly documents: number;
  readonly model: string;
  /** Where gold and predictions do not fit each other, a sentence each. */
  readonly notes: readonly string[];
  /** Problems found in the files, one line each; the first hundred. */
  readonly problems: readonly string[];
  readonly report?: string;
  readonly out?: string;
}

export const checkCorpusArguments = z.strictObject({
  /** Documents to learn from. */
  train: z.array(path).min(1),
  /** Documents to choose by; where there are none, what training would hold out of the others. */
  dev: z.array(path).default([]),
  test: z.array(path).default([]),
  /** `default`, `scratch`, a model folder or an imported model's name; the model in use where not given. */
  model: path.optional(),
  models: path.optional(),
  /** What is held out, from 0 to 1. */
  split: z.number().gt(0).lt(1).optional(),
  seed: z.int().nonnegative().optional(),
  /** A folder to save the report in, as JSON and as a page. */
  report: path.optional(),
});
export interface CheckCorpusResult {
  /** False where a file is refused. */
  readonly usable: boolean;
  /** Whether the corpus can be used, in a sentence. */
  readonly verdict: string;
  readonly documents: number;
  /** The gravest first; the report has their places. */
  readonly findings: readonly Pick<Finding, 'kind' | 'severity' | 'title' | 'message' | 'count'>[];
  readonly report?: string;
}

const position = z.object({ line: z.int().nonnegative(), character: z.int().nonnegative() });

export const exportArguments = z.strictObject({
  /** Open documents, files and folders. */
  uris: z.array(path).min(1),
  /** Where one open document is given: only this range; of a corpus file the documents that it touches. */
  selection: z.strictObject({ start: position, end: position }).optional(),
  annotations: z.enum(annotationChoices).default('both'),
  /** A format that can be written, by its name on the command line: `pubtator`, `bioc-json`, `csv`, … */
  format: z.string().min(1),
  /** The file to write (for brat: the folder); without it nothing is written. */
  out: path.optional(),
  /** Nothing is written to `out` yet: what the format cannot hold is all that is wanted. */
  ask: z.boolean().default(false),
  /** Keeps the documents whole beside the file, with what the format cannot hold: `OUT.kept.json`. */
  sideFile: z.boolean().default(false),
  /** So many documents are read at most, and answered as they would be written. */
  preview: z.int().positive().optional(),
});
export interface ExportResult {
  readonly out?: string;
  readonly documents: number;
  readonly mentions: number;
  readonly relations: number;
  /** What the format cannot hold, in a sentence with counts; absent where it holds all. */
  readonly lost?: string;
  /** What is left out for other reasons, a sentence each: documents that nobody has decided on, decisions whose words are gone. */
  readonly notes: readonly string[];
  /** What could not be read, one line each; the first hundred. */
  readonly problems: readonly string[];
  /** What would be written; of a folder the files one after the other. */
  readonly preview?: string;
}

export const graphArguments = z.strictObject({
  /** Open documents, files and folders. */
  uris: z.array(path).min(1),
  /** Where one open document is given: only what is said in this range counts. */
  selection: z.strictObject({ start: position, end: position }).optional(),
  /** What is taken from annotations that files bring: nothing; spans and types; concept ids as well; or `all`, and no model is asked. */
  given: z.enum([...givens, 'all']).default('none'),
  /** Mentions and relations with a score below this (0 to 1) are left out. */
  minimumScore: z.number().min(0).max(1).default(0),
  /** Whether names that no terminology knows are concepts too. */
  unlinked: z.boolean().default(false),
  /** So many pieces of evidence are kept for each relation; all are counted. */
  mostEvidence: z.int().nonnegative().default(10),
  /** `turtle`, `jsonld`, `graphml`, `csv` or `json`. */
  format: z.string().min(1).default('json'),
  /** The file to write (for csv: the folder). */
  out: path,
});
/** What of a graph to keep: ids of concepts, and places in its list of relations. */
const keep = z.strictObject({
  concepts: z.array(z.string()).readonly(),
  relations: z.array(z.int().nonnegative()).readonly(),
});

export const exportGraphArguments = z.strictObject({
  /** A graph that was saved as `json`. */
  graph: path,
  /** All of it where not given. */
  keep: keep.optional(),
  format: z.string().min(1),
  out: path,
});
export interface GraphResult {
  readonly out: string;
  readonly documents: number;
  readonly concepts: number;
  readonly relations: number;
  /** What could not be read, one line each; the first hundred. */
  readonly problems: readonly string[];
}

export const fineTuneArguments = z.strictObject({
  train: z.array(path).min(1),
  /** Chooses the best checkpoint; where not given, part of the training documents is held out. */
  dev: path.optional(),
  /** The run folder; holds model-best/ and model-last/ afterwards. */
  out: path,
  /** `default`, `scratch`, a model folder or an imported model's name; the model in use where not given. */
  base: path.optional(),
  models: path.optional(),
  config: path.optional(),
  seed: z.int().nonnegative().optional(),
  device: z.enum(devices).optional(),
});
export const learningCurveArguments = z.strictObject({
  train: z.array(path).min(1),
  /** Chooses the best checkpoint of each training, and is what the models are scored on. */
  dev: path,
  /** Holds a run folder for each part. */
  out: path,
  /** Parts of the documents, above 0 and at most 1; a tenth, a quarter, half and all of them where not given. */
  shares: z.array(z.number().gt(0).max(1)).min(1).optional(),
  base: path.optional(),
  models: path.optional(),
  config: path.optional(),
  seed: z.int().nonnegative().optional(),
  device: z.enum(devices).optional(),
});
export interface LearningCurveResult {
  /** The folder of the last part's report, which has the curve. */
  readonly report: string;
  /** The run folders, the smallest part first. */
  readonly parts: readonly string[];
}

export const learnFromCorrectionsArguments = z.strictObject({
  /** Folders with documents that have sidecars. */
  folders: z.array(path).min(1),
  /** The run folder; holds what was learned from, what was measured on, and both reports, too. */
  out: path,
  /** Of the documents, so much is measured on. */
  holdOut: z.number().gt(0).lt(1).optional(),
  seed: z.int().nonnegative().default(1),
  /** A recipe's name or a config file. */
  config: path.default('corrections'),
  device: z.enum(devices).optional(),
});
/** What the model in use learned from decisions, beside what it knew before. */
export interface LearnResult extends BeforeAndAfter {
  readonly out: string;
  /** What was learned from, and what was left out, a sentence each. */
  readonly notes: readonly string[];
  /** Whether the new model is better, a sentence each. */
  readonly verdict: readonly string[];
  /** The folder of the report on the held-out documents. */
  readonly report: string;
}

export const finishDocumentArguments = z.strictObject({
  /** A text, whether it is open or not. */
  uri: path,
  /** It is not finished any more. */
  undo: z.boolean().default(false),
  /** Who says so; the person's name on this computer where not given. */
  by: z.string().optional(),
});
export interface FinishDocumentResult {
  /** The file that says it. */
  readonly sidecar: string;
}

export const documentsToReviewArguments = z.strictObject({
  folders: z.array(path).min(1),
  /** Only these of their documents; all where not given. */
  only: z.array(path).optional(),
});
export interface DocumentsToReviewResult {
  /** Texts in which something is undecided, those first of which the model is least sure. */
  readonly documents: readonly {
    readonly path: string;
    /** Mentions and relations that nobody has decided on. */
    readonly undecided: number;
    /** About so many of them will have to be corrected. */
    readonly expected: number;
    /** Of one of them, how likely it has to be; from 0 to 1. */
    readonly mean: number;
  }[];
  /** What could not be read, one line each. */
  readonly problems: readonly string[];
}

/** A run folder, of a training that goes on, was stopped or died. */
export const runArguments = z.strictObject({ out: path });

export interface TrainingsResult {
  /** Every run that this person has started and that is still there, the one that wrote last first. */
  readonly runs: readonly RunState[];
}
export interface StopTrainingResult {
  /** False where nobody was training there. */
  readonly stopped: boolean;
}
export interface FineTuneResult {
  readonly out: string;
  /** Scores of model-best on the dev documents, by the keys of `evaluate --json`. */
  readonly scores: Readonly<Record<string, unknown>>;
  /** Of a run that learns from corrections: how both models do on those held out. */
  readonly learned?: LearnResult;
}

export const selectModelArguments = z.strictObject({
  /** Model folder or run folder; not given: back to the setting, or the embedded model. */
  folder: path.optional(),
});

export const importTerminologyArguments = z.strictObject({
  /** Terminologies of any format, compiled into one index; later ones add to the concepts of earlier ones. */
  files: z.array(path).min(1),
  /** The index to write; in the folder for such where not given. */
  out: path.optional(),
  /** The first file's name where not given. */
  name: z.string().trim().min(1).optional(),
  /** Type of concepts whose type no file tells: `Chemical`, `Disease`, `Gene`, … */
  type: z.string().trim().min(1).optional(),
  /** Write the index also where a file could be read in part only. */
  partial: z.boolean().optional(),
});

export const updateTerminologyArguments = z.strictObject({
  /** An index, which is made anew from the files that it was made of. */
  index: path,
  partial: z.boolean().optional(),
});

export const listModelsArguments = z.strictObject({
  /** Folder of imported models; in the folder for such where not given. The same in the other commands. */
  models: path.optional(),
  /** Folders in which training runs are looked for; those that the client had open when it started where not given. */
  workspace: z.array(path).optional(),
});

export const importModelArguments = z.strictObject({
  /** A file that an export wrote, a model folder, a run folder, or a folder of another program. */
  from: path,
  models: path.optional(),
  /** Its folder's name. */
  name: z.string().trim().min(1).max(200).optional(),
});

export const exportModelArguments = z.strictObject({
  /** A model folder or run folder. */
  folder: path,
  /** The .zip to write. */
  out: path,
});
export interface ExportModelResult {
  readonly out: string;
  readonly bytes: number;
  readonly files: number;
}

const proxySettings = {
  /** In place of the environment's `HTTPS_PROXY`, and beside its `NO_PROXY`. */
  proxy: z.string().optional(),
  noProxy: z.array(z.string()).optional(),
};

export const planDownloadArguments = z.strictObject({
  /** A hub's name (`organisation/name`, `organisation/name@revision`), or the address of a model's page, of its folder, or of an exported model. */
  source: z.string().trim().min(1).max(2000),
  models: path.optional(),
  /** Of the weights or the exported model, in hexadecimal digits. */
  sha256: z.string().optional(),
  ...proxySettings,
});

const bytes = z.int().nonnegative();
const address = z.string().min(1).max(4000);

export const downloadModelArguments = z.strictObject({
  /** What `planDownload` answered, and the person agreed to: this is fetched, and nothing else. */
  plan: z.strictObject({
    from: address,
    name: z.string().min(1).max(500),
    revision: z.string().optional(),
    licence: z.string().optional(),
    files: z
      .array(
        z.strictObject({
          name: z.string().min(1),
          url: address,
          bytes: bytes.optional(),
          sha256: z.string().optional(),
          gitBlob: z.string().optional(),
        }),
      )
      .min(1)
      .readonly(),
    bytes,
    here: bytes,
    isEncrypted: z.boolean(),
  }),
  models: path.optional(),
  ...proxySettings,
});

export const setWordArguments = z.strictObject({
  /** The document that the name stands in: the words file of its folder is changed. */
  uri: z.string().min(1),
  action: z.enum(['add', 'pin', 'ban']),
  name: z.string().trim().min(1).max(1_000),
  type: z.string().trim().min(1),
  /** Ids; none for a name that no terminology has; not given where nothing is said of them. */
  concepts: z.array(z.string().trim().min(1)).optional(),
});
export interface SetWordResult {
  /** The words file. */
  readonly file: string;
}

export type SetWordArguments = z.input<typeof setWordArguments>;
export type AnalyseArguments = z.input<typeof analyseArguments>;
export type CheckCorpusArguments = z.input<typeof checkCorpusArguments>;
export type EvaluateArguments = z.input<typeof evaluateArguments>;
export type ExportArguments = z.input<typeof exportArguments>;
export type GraphArguments = z.input<typeof graphArguments>;
export type ExportGraphArguments = z.input<typeof exportGraphArguments>;
export type RunArguments = z.input<typeof runArguments>;
export type LearningCurveArguments = z.input<typeof learningCurveArguments>;
export type LearnFromCorrectionsArguments = z.input<typeof learnFromCorrectionsArguments>;
export type FinishDocumentArguments = z.input<typeof finishDocumentArguments>;
export type DocumentsToReviewArguments = z.input<typeof documentsToReviewArguments>;
export type FineTuneArguments = z.input<typeof fineTuneArguments>;
export type SelectModelArguments = z.input<typeof selectModelArguments>;
export type ListModelsArguments = z.input<typeof listModelsArguments>;
export type ImportModelArguments = z.input<typeof importModelArguments>;
export type ExportModelArguments = z.input<typeof exportModelArguments>;
export type PlanDownloadArguments = z.input<typeof planDownloadArguments>;
export type DownloadModelArguments = z.input<typeof downloadModelArguments>;
export type ImportTerminologyArguments = z.input<typeof importTerminologyArguments>;
