import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { sidecarEnding } from '../../curation/sidecarFile';
import { sentence } from '../../platform/failure';
import type { AnalysisReply, SurveyRequest, SurveyResult } from '../../protocol/analysis';
import type { SurveyState } from '../../protocol/survey';
import { findingsIn } from '../../survey/findings';
import { SurveyIndex } from '../../survey/surveyIndex';
import { exportsFolder, type Workbench } from '../commands/command';
import { runCorpusJob } from '../commands/corpusJob';
import { isOneText } from '../commands/graphOfOpenDocuments';
import { openTexts, pathOf } from '../commands/openTexts';

/** Files whose changes count, as a glob, beside what is decided on them. */
export const surveyedFiles = '**/*.{txt,md,markdown,pubtator,ann,conll,bio,iob,json,jsonl,jsonld,xml}';

/** Milliseconds in which changes of files, and of open texts, are gathered before they are looked at. */
const pause = 500;
/** More problems than these are not read by anybody. */
const mostProblems = 100;

/**
 * What the workspace's documents say, kept up to date: of open texts what is shown, of all other files what a process of low priority reads in them.
 * Nothing is done before somebody asks.
 */
export class WorkspaceSurvey {
  readonly index: SurveyIndex;
  #begun = false;
  /** How files stood when they were read, by path. */
  readonly #known = new Map<string, string>();
  readonly #problems = new Map<string, readonly string[]>();
  #notes: readonly string[] = [];
  /** Open texts of which something else is shown now. */
  readonly #changedTexts = new Set<TextDocument>();
  #textTimer?: NodeJS.Timeout;
  #fileTimer?: NodeJS.Timeout;
  #reading?: AbortController;
  /** Files have changed while they were being read. */
  #isStale = false;

  constructor(
    private readonly workbench: Workbench,
    /** The workspace's folders, as paths. */
    private readonly folders: () => readonly string[],
    /** Called when there is something new; often while files are read. */
    private readonly changed: () => void,
  ) {
    this.index = new SurveyIndex((id) => workbench.terminologies.current.preferredName(id));
  }

  get state(): SurveyState {
    return {
      files: this.index.fileCount,
      reading: this.#reading !== undefined || this.#fileTimer !== undefined,
      notes: this.#notes,
      problems: [...this.#problems.values()].flat().slice(0, mostProblems),
    };
  }

  /** Reads the workspace, where that has not begun. @param again looks for changes that nobody has told of */
  begin(again: boolean): void {
    if (this.#begun && !again) return;
    this.#begun = true;
    for (const document of this.workbench.documents.all) this.textChanged(document);
    this.filesChanged();
  }

  /** Something else is shown of an open document. */
  textChanged(document: TextDocument): void {
    if (!this.#begun) return;
    this.#changedTexts.add(document);
    this.#textTimer ??= setTimeout(() => this.#takeTexts(), pause);
  }

  /** What its file holds counts again. */
  closed(document: TextDocument): void {
    if (!this.#begun) return;
    this.#changedTexts.delete(document);
    const path = pathOf(document.uri, this.workbench);
    this.#forget(path);
    this.filesChanged();
  }

  /** Files were written, made or removed. Logs and settings, which change all the time and hold no document, start nothing. */
  touched(uris: readonly string[]): void {
    if (uris.some((uri) => this.#counts(uri))) this.filesChanged();
  }

  #counts(uri: string): boolean {
    if (!uri.startsWith('file:')) return false;
    const path = fileURLToPath(uri);
    if (/[/\\](?:\.|node_modules[/\\])/.test(path)) return false;
    const document = path.endsWith(sidecarEnding) ? path.slice(0, -sidecarEnding.length) : path;
    const isOpen = this.workbench.documents.all.some((each) => pathOf(each.uri, this.workbench) === document);
    if (isOpen) return false;
    return document !== path || path.endsWith('.ann') || this.index.has(path) || !this.#known.has(path);
  }

  /** Other files count, or may do so. */
  filesChanged(): void {
    if (!this.#begun) return;
    if (this.#reading) this.#isStale = true;
    else this.#fileTimer ??= setTimeout(() => void this.#read(), pause);
  }

  /** Something else reads documents now: all of them are read again, where that was not done before. */
  readerChanged(): void {
    this.#known.clear();
    this.#reading?.abort(new Error('another reader'));
    this.filesChanged();
  }

  dispose(): void {
    this.#begun = false;
    clearTimeout(this.#textTimer);
    clearTimeout(this.#fileTimer);
    this.#reading?.abort(new Error('The language server is shutting down.'));
  }

  #takeTexts(): void {
    this.#textTimer = undefined;
    const { documents, curation } = this.workbench;
    for (const document of this.#changedTexts) {
      if (documents.get(document.uri) !== document) continue;
      const source = pathOf(document.uri, this.workbench);
      // Of a corpus file the worker says what its documents hold.
      if (!isOneText(document)) {
        this.filesChanged();
        continue;
      }
      const { mentions, relations } = curation.current(document);
      this.index.set(source, [
        findingsIn({ id: basename(source), text: document.getText(), mentions, relations }),
      ]);
    }
    this.#changedTexts.clear();
    this.changed();
  }

  async #read(): Promise<void> {
    this.#fileTimer = undefined;
    const stop = new AbortController();
    this.#reading = stop;
    this.changed();
    let at: { readonly path: string; readonly state: string } | undefined;
    try {
      const request = await this.#request();
      const run = { signal: stop.signal, progress: () => {} };
      const { current } = this.workbench.model;
      const result = await runCorpusJob('The survey', request, current, this.workbench, run, (reply) => {
        if (reply.type === 'surveying') at = reply;
        return this.#receive(reply);
      });
      this.#takeResult(result, request);
    } catch (error) {
      if (!stop.signal.aborted) this.#failed(at, sentence(error));
    }
    this.#reading = undefined;
    if (this.#isStale || stop.signal.aborted) {
      this.#isStale = false;
      this.filesChanged();
    }
    if (this.#begun) this.changed();
  }

  async #request(): Promise<SurveyRequest> {
    const { documents, annotator, storage } = this.workbench;
    const open = openTexts(this.workbench);
    const oneTexts = documents.all.filter(isOneText).map(({ uri }) => pathOf(uri, this.workbench));
    return {
      type: 'survey',
      id: 1,
      folders: [...this.folders()],
      open: open.filter(({ path }) => !oneTexts.includes(path)),
      except: oneTexts,
      leftOut: await this.workbench.leftOut(),
      known: this.#known,
      minimumScore: annotator.leastScore,
      kept: join(storage, 'annotations'),
      exports: exportsFolder(this.workbench),
    };
  }

  #receive(reply: AnalysisReply): SurveyResult | undefined {
    if (reply.type === 'surveyEnded') return reply.result;
    if (reply.type !== 'surveyed') return undefined;
    const { path, state, documents, problems } = reply;
    this.#known.set(path, state);
    // One that was opened meanwhile is the editor's.
    if (
      this.workbench.documents.all.some(
        (each) => pathOf(each.uri, this.workbench) === path && isOneText(each),
      )
    )
      return undefined;
    if (problems.length > 0) this.#problems.set(path, problems);
    else this.#problems.delete(path);
    if (documents.length > 0) this.index.set(path, documents);
    else this.index.delete(path);
    this.changed();
    return undefined;
  }

  #takeResult({ present, notes }: SurveyResult, { except }: SurveyRequest): void {
    this.#notes = notes;
    this.#problems.delete('');
    const there = new Set([...present, ...except]);
    for (const path of [...this.#known.keys()]) if (!there.has(path)) this.#forget(path);
  }

  /** A file that ends the worker is left alone until it is another. */
  #failed(at: { readonly path: string; readonly state: string } | undefined, why: string): void {
    if (!at || this.#known.get(at.path) === at.state) {
      this.#problems.set('', [why]);
      return;
    }
    this.#known.set(at.path, at.state);
    this.index.delete(at.path);
    this.#problems.set(at.path, [`${at.path}: ${why}`]);
    this.#isStale = true;
  }

  #forget(path: string): void {
    this.#known.delete(path);
    this.#problems.delete(path);
    this.index.delete(path);
  }
}
