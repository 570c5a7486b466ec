/** Language server → models worker: one of these in the life of a worker. */
export type ModelsRequest =
  | ({ readonly type: 'list' } & ListModelsOrder)
  | ({ readonly type: 'import' } & ImportModelOrder)
  | ({ readonly type: 'export' } & ExportModelOrder)
  | ({ readonly type: 'plan' } & PlanDownloadOrder)
  | ({ readonly type: 'download' } & DownloadOrder)
  /** Leave everything as it was, or so that it can be gone on with, and end. */
  | { readonly type: 'cancel' };

export interface ListModelsOrder {
  /** Where imported models lie. */
  readonly models: string;
  /** Where run folders are looked for. */
  readonly workspace: readonly string[];
  /** The folder of the model that comes with BioGloss. */
  readonly embedded: string;
  /** Told of also where it lies nowhere of these: the model in use. */
  readonly inUse?: string;
}

export interface ImportModelOrder {
  /** A file that an export wrote, or a folder. */
  readonly from: string;
  readonly models: string;
  /** Its folder's name; that of the file or folder where not given. */
  readonly name?: string;
}

export interface ExportModelOrder {
  /** A model folder or run folder. */
  readonly folder: string;
  readonly out: string;
}

export interface PlanDownloadOrder extends ProxySettings {
  /** A hub's name of a model (`organisation/name`, with `@revision`), the address of its page, of a folder of files, or of an exported model. */
  readonly source: string;
  readonly models: string;
  /** Of the weights, or of the exported model, for who knows it from elsewhere. */
  readonly sha256?: string;
}

export interface DownloadOrder extends ProxySettings {
  /** What the person has agreed to: this is fetched, and nothing else. */
  readonly plan: DownloadPlan;
  readonly models: string;
}

/** The editor's proxy, in place of the environment's. */
interface ProxySettings {
  readonly proxy?: string;
  readonly noProxy?: readonly string[];
}

export type ModelKind =
  /** A model of our own: it reads texts and can be trained further. */
  | 'model'
  /** A token classifier of another program: it reads texts. */
  | 'classifier'
  /** An encoder of another program: a base to train on. */
  | 'checkpoint'
  /** Something that cannot be read, and a sentence why. */
  | 'unusable';

/** A model on this computer. */
export interface ListedModel {
  /** What the setting names to use it: a model folder, or the run folder that made it. */
  readonly folder: string;
  /** Where its files lie. */
  readonly files: string;
  readonly origin: 'embedded' | 'imported' | 'run' | 'elsewhere';
  readonly kind: ModelKind;
  readonly name: string;
  readonly version?: string;
  readonly guidelines: readonly { readonly name: string; readonly entityTypes: readonly string[] }[];
  readonly relationTypes: readonly string[];
  /** Size of the files that make it. */
  readonly bytes: number;
  readonly licence?: string;
  /** Where it was downloaded from. */
  readonly source?: string;
  /** The file of its card. */
  readonly card?: string;
  readonly scores?: ModelScores;
  readonly problem?: string;
}

/** How good a model was found to be. */
export interface ModelScores {
  /** On what, in a sentence. */
  readonly measuredOn: string;
  /** F1, from 0 to 1, by what it is of. */
  readonly f1: Readonly<Record<string, number>>;
}

/** What would be downloaded, and, once a person has agreed, what is. */
export interface DownloadPlan {
  /** The address of the page or folder. */
  readonly from: string;
  readonly name: string;
  /** The commit, where the hub tells one: what is downloaded later is of it. */
  readonly revision?: string;
  readonly licence?: string;
  readonly files: readonly PlannedFile[];
  /** Of all files whose size is told. */
  readonly bytes: number;
  /** Bytes of it that an earlier download left. */
  readonly here: number;
  /** False where nothing keeps others from reading along. */
  readonly isEncrypted: boolean;
}

export interface PlannedFile {
  readonly name: string;
  readonly url: string;
  readonly bytes?: number;
  readonly sha256?: string;
  readonly gitBlob?: string;
}
