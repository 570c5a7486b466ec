import { join } from 'node:path';
import type { z } from 'zod';
import type { OpenTerminologies } from '../../terminology/openTerminologies';
import type { AnalysisHost } from '../analysisHost';
import type { Curation } from '../curation/curation';
import type { FileCuration } from '../curation/inFile/fileCuration';
import type { DocumentAnnotator } from '../documentAnnotator';
import type { Documents } from '../documents';
import type { ModelChoice } from '../modelChoice';
import type { WorkspaceWords } from '../words/workspaceWords';

/** What commands work with. */
export interface Workbench {
  readonly documents: Documents;
  /** What models find. */
  readonly annotator: DocumentAnnotator;
  /** The same with what persons decided. */
  readonly curation: Curation;
  /** The same where the document is a corpus file, which decisions are written into. */
  readonly fileCuration: FileCuration;
  readonly host: AnalysisHost;
  readonly model: ModelChoice;
  /** As this process has them open, for names and ids; texts are read by workers. */
  readonly terminologies: OpenTerminologies;
  readonly words: WorkspaceWords;
  /** Folder for what lasts longer than a session. */
  readonly storage: string;
  /** Folders that the person had open when the server started, as paths. */
  readonly folders: readonly string[];
  /** The folder of the model that comes with BioGloss. */
  readonly embeddedModel: string;
  /** Globs of the files that the person's editor hides; they do not count in folders. */
  leftOut(): Promise<readonly string[]>;
  /** Main modules of the workers. */
  readonly workers: Workers;
  log(line: string): void;
}

/** Where it is kept what exports have written. */
export const exportsFolder = ({ storage }: Pick<Workbench, 'storage'>): string => join(storage, 'exports');

export interface Workers {
  readonly analysis: string;
  readonly training: string;
  readonly terminology: string;
  readonly models: string;
}

/** One run of a command. */
export interface Run {
  /** Its reason is the answer to the cancelled request. */
  readonly signal: AbortSignal;
  /** @param share from 0 to 1 */
  progress(share: number, message?: string): void;
}

/** A command of `workspace/executeCommand`. Errors that it throws are sentences for the person. */
export interface Command<Arguments> {
  readonly schema: z.ZodType<Arguments>;
  /** Shown while it runs; without one, or where it gives none, it is too quick for a progress to be seen. */
  readonly title?: string | ((args: Arguments) => string | undefined);
  /** True where it writes files or runs what the workspace names: refused until the person trusts the workspace. */
  readonly needsTrust: boolean;
  execute(args: Arguments, workbench: Workbench, run: Run): Promise<unknown>;
}

/** Keeps the types of a command's schema and of its function together. */
export const command = <Arguments>(command: Command<Arguments>): Command<unknown> =>
  command as Command<unknown>;
