import { basename } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from 'vscode-languageserver-types';
import { CorpusFile } from '../../formats/layout/corpusFile';
import { corpusLanguageOf } from '../../formats/layout/languages';
import { CorpusFileCheck, type CorpusFinding } from '../../languageService/corpus/check';
import type { Corpora } from '../../languageService/corpus/corpora';
import { corpusDiagnostics } from '../../languageService/corpus/diagnostics';
import type { Edit } from '../../text/edit';
import { followFile } from './followFile';
import { inSlices } from './inSlices';
import { textOnDisk } from './textOnDisk';

/** Milliseconds without an edit before a file is looked through again. */
const pauseAfterEdit = 250;

interface Entry {
  readonly document: TextDocument;
  readonly file: CorpusFile;
  readonly check: CorpusFileCheck;
  findings: readonly CorpusFinding[];
  /** Of the text that the file speaks of (brat), whether it is there or not. */
  readonly uriBeside?: string;
  textBeside?: { readonly uri: string; readonly text: string } | undefined;
  /** Ends following the text on the disk. */
  readonly unfollow?: () => void;
  /** Settles once the text beside the file has been looked for. */
  ready: Promise<void>;
  timer?: NodeJS.Timeout;
  checking?: AbortController;
}

export interface CorporaListener {
  /** What is found in a file has changed. */
  checked(document: TextDocument): void;
  /** The document of an address, where it is open. */
  open(uri: string): TextDocument | undefined;
  isKnownConcept(id: string): boolean;
}

/** The corpus files among the open documents: cut and read document by document, and looked through after a pause in typing. */
export class OpenCorpora implements Corpora {
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly listener: CorporaListener) {}

  of({ uri }: TextDocument): CorpusFile | undefined {
    return this.#entries.get(uri)?.file;
  }

  textBeside({ uri }: TextDocument): { readonly uri: string; readonly text: string } | undefined {
    return this.#entries.get(uri)?.textBeside;
  }

  /** What was found when the file was last looked through, where it stands by now. */
  diagnosticsOf(document: TextDocument): Diagnostic[] {
    const entry = this.#entries.get(document.uri);
    if (!entry) return [];
    const standing = new Set(entry.file.stretches);
    return corpusDiagnostics(
      document,
      entry.findings.filter(({ stretch }) => stretch === undefined || standing.has(stretch)),
    );
  }

  /** Waits until a file is read with what belongs to it; until then its own lines are known alone. */
  async ready({ uri }: TextDocument): Promise<void> {
    await this.#entries.get(uri)?.ready;
  }

  opened(document: TextDocument): void {
    this.#forget(document);
    // What an editor holds need not be what was on the disk.
    this.#besideChanged(document.uri);
    const text = document.getText();
    const language = corpusLanguageOf(document.languageId, text);
    if (!language) return;
    const file = new CorpusFile(language, text, { name: nameOf(document.uri) });
    const ready = Promise.resolve();
    const isBrat = language.format === 'brat';
    const uriBeside = document.uri.replace(/\.[^./]*$/, '.txt');
    const entry: Entry = {
      document,
      file,
      check: new CorpusFileCheck(file),
      findings: [],
      ready,
      ...(isBrat && { uriBeside, unfollow: followFile(uriBeside, () => this.#besideChanged(uriBeside)) }),
    };
    this.#entries.set(document.uri, entry);
    if (isBrat) entry.ready = this.#readBeside(entry);
    void entry.ready.then(() => this.#checkSoon(entry, 0));
  }

  edited(document: TextDocument, edit: Edit): void {
    const entry = this.#entries.get(document.uri);
    entry?.file.edit(edit, document.getText());
    if (entry) this.#checkSoon(entry, pauseAfterEdit);
    for (const other of this.#entries.values())
      if (other.uriBeside === document.uri) this.#surround(other, document.getText());
  }

  closed(document: TextDocument): void {
    this.#forget(document);
    // It may have been closed without being saved: what counts again is on the disk.
    this.#besideChanged(document.uri);
  }

  #forget({ uri }: TextDocument): void {
    const entry = this.#entries.get(uri);
    clearTimeout(entry?.timer);
    entry?.checking?.abort();
    entry?.unfollow?.();
    this.#entries.delete(uri);
  }

  /** Other terminologies are in use. */
  checkAgain(): void {
    for (const entry of this.#entries.values()) {
      entry.check.forget();
      this.#checkSoon(entry, 0);
    }
  }

  dispose(): void {
    for (const { document } of [...this.#entries.values()]) this.#forget(document);
  }

  #besideChanged(uri: string): void {
    for (const entry of this.#entries.values())
      if (entry.uriBeside === uri) entry.ready = this.#readBeside(entry);
  }

  async #readBeside(entry: Entry): Promise<void> {
    const uri = entry.uriBeside!;
    const onDisk = this.listener.open(uri) ? undefined : await textOnDisk(uri);
    // It may have been opened meanwhile.
    const text = this.listener.open(uri)?.getText() ?? onDisk;
    if (text !== entry.textBeside?.text) this.#surround(entry, text);
  }

  #surround(entry: Entry, text: string | undefined): void {
    const name = nameOf(entry.document.uri);
    entry.textBeside = text === undefined ? undefined : { uri: entry.uriBeside!, text };
    entry.file.surround({ name, ...(text !== undefined && { text }) });
    this.#checkSoon(entry, pauseAfterEdit);
  }

  #checkSoon(entry: Entry, pause: number): void {
    // It may have been closed while the text beside it was read.
    if (this.#entries.get(entry.document.uri) !== entry) return;
    clearTimeout(entry.timer);
    entry.checking?.abort();
    entry.timer = setTimeout(() => void this.#check(entry), pause);
  }

  async #check(entry: Entry): Promise<void> {
    const checking = new AbortController();
    entry.checking = checking;
    const findings = await inSlices(
      entry.check.run((id) => this.listener.isKnownConcept(id)),
      checking.signal,
    ).catch((error): readonly CorpusFinding[] | undefined => {
      if (checking.signal.aborted) return undefined;
      // Nobody waits for this: thrown, it would end the server and with it everything else that is open.
      return [
        {
          kind: 'unread',
          span: { start: 0, end: 0 },
          message: `this file could not be looked through: ${error}`,
        },
      ];
    });
    if (!findings) return;
    entry.findings = findings;
    this.listener.checked(entry.document);
  }
}

const nameOf = (uri: string): string => basename(decodeURIComponent(uri));
