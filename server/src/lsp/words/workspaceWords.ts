import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connection } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type UserWord, wordsFileName } from '../../annotation/userWord';
import { wordsDiagnostics } from '../../languageService/words/wordsDiagnostics';
import { type EditAbilities, wordsEdit } from '../../languageService/words/wordsEdit';
import type { WordsFile, WordsSource } from '../../languageService/words/wordsSource';
import { wordsLanguageId } from '../../protocol/words';
import { Other } from '../../terminology/concept';
import { nameKey } from '../../terminology/names/nameKey';
import type { OpenTerminologies } from '../../terminology/openTerminologies';
import { type SettableWord, setWord } from '../../terminology/userWords/editWords';
import { readWords } from '../../terminology/userWords/readWords';
import { knownTypes } from '../../terminology/userWords/unknownWords';
import type { WordRow, WordsProblem } from '../../terminology/userWords/wordRow';
import { wordsInUse } from '../../terminology/userWords/wordsInUse';
import { type WordsText, wordsOnDisk } from './wordsOnDisk';

/** Milliseconds without an edit before the rows of an open words file count as they stand. */
const debounce = 150;

interface Folder {
  readonly uri: string;
  readonly file: string;
  readonly name: string;
  onDisk?: WordsText;
}

/**
 * The words files of all workspace folders: what they say together, and what is wrong with them. Their words count in every document, wherever it
 * lies; of rows that contradict each other those of the first folder.
 */
export class WorkspaceWords implements WordsSource {
  #folders: Folder[] = [];
  readonly #open = new Map<string, TextDocument>();
  readonly #read = new WeakMap<TextDocument, { readonly version: number; readonly words: WordsText }>();
  /** By file address, for all that diagnostics are shown of. */
  readonly #problems = new Map<string, readonly WordsProblem[]>();
  #rows: readonly WordRow[] = [];
  #timer?: NodeJS.Timeout;
  #modelTypes: readonly string[] = [];

  constructor(
    private readonly connection: Connection,
    private readonly terminologies: OpenTerminologies,
    private readonly can: EditAbilities,
    /** Called when the words that count are others than before. */
    private readonly changed: (words: readonly UserWord[]) => void,
  ) {}

  /** The rows that count. */
  get rows(): readonly WordRow[] {
    return this.#rows;
  }

  get words(): readonly UserWord[] {
    return this.#rows.map(({ word }) => word);
  }

  get types(): readonly string[] {
    const known = knownTypes(this.terminologies.current, this.#rows, this.#modelTypes);
    return [...new Set([...this.#modelTypes, ...known])].filter((type) => type !== Other);
  }

  /**
   * Has the client change the words file that goes with a document so that it says this.
   * @returns the file's address
   * @throws Error with a sentence where there is no folder, or the client does not do it
   */
  async set(document: string, word: SettableWord): Promise<string> {
    const file = this.fileFor(document);
    if (!file) throw new Error(`Open a folder first: what names mean is kept in its ${wordsFileName}.`);
    if (nameKey(word.name) === '') throw new Error(`"${word.name}" has no letter or digit to be found by.`);
    if (file.refusal !== undefined) throw new Error(`${file.name} cannot be changed: ${file.refusal}.`);
    const changes = setWord(file.text, word);
    if (changes.length === 0) return file.uri;
    const edit = wordsEdit(file, changes, this.can);
    const label = `${word.action} "${word.name}"`;
    const { applied, failureReason } = await this.connection.workspace.applyEdit({ label, edit });
    if (!applied)
      throw new Error(`The editor did not change ${file.name}${failureReason ? `: ${failureReason}` : '.'}`);
    return file.uri;
  }

  /** Reads the words files of these folders, and of no others from now on. */
  async useFolders(folders: readonly { readonly uri: string; readonly name: string }[]): Promise<void> {
    this.#folders = folders.map(({ uri, name }) => ({
      uri,
      file: `${uri.replace(/\/$/, '')}/${wordsFileName}`,
      name: folders.length === 1 ? wordsFileName : `${name || basename(uri)}/${wordsFileName}`,
    }));
    await Promise.all(this.#folders.map((folder) => load(folder)));
    this.#update();
  }

  /** The file may have been written, made or removed. */
  async fileChanged(uri: string): Promise<void> {
    const folder = this.#folders.find(({ file }) => isSame(file, uri));
    if (!folder) return;
    await load(folder);
    this.#update();
  }

  opened(document: TextDocument): void {
    this.#open.set(keyOf(document.uri), document);
    this.#update();
  }

  edited(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#update(), debounce);
  }

  closed({ uri }: TextDocument): void {
    this.#open.delete(keyOf(uri));
    // What the editor held and the file does not has gone with it.
    void this.fileChanged(uri);
    this.#update();
  }

  /** Terminologies know other ids and types now. */
  knownChanged(): void {
    this.#update();
  }

  /** A model that is in use has these types. */
  useTypes(types: readonly string[]): void {
    this.#modelTypes = types;
    this.#update();
  }

  /** What is wrong with a words file as it stands. */
  problemsOf(uri: string): readonly WordsProblem[] {
    if (this.#timer) this.#update();
    return this.#problems.get(keyOf(uri)) ?? [];
  }

  /** The words file of the folder that a document lies in, else of the first folder; undefined where no folder is open. */
  fileFor(document: string): WordsFile | undefined {
    const around = this.#folders.filter(({ uri }) => document.startsWith(`${uri.replace(/\/$/, '')}/`));
    const folder = around.sort((a, b) => b.uri.length - a.uri.length)[0] ?? this.#folders[0];
    return folder && this.#fileOf(folder);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #fileOf({ file, name, onDisk }: Folder): WordsFile {
    const open = this.#open.get(keyOf(file));
    const content = open ? this.#readOpen(open) : onDisk;
    // An editor would write a file that is no UTF-8 back with other bytes.
    const refused = content?.read.problems.find(({ code }) => code === 'no-text' || code === 'too-long');
    return {
      uri: open?.uri ?? file,
      name,
      text: content?.text,
      version: open?.version ?? null,
      ...(refused && { refusal: refused.message }),
    };
  }

  #update(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const files = this.#folders.flatMap(({ file, name, onDisk }) => {
      const open = this.#open.get(keyOf(file));
      const content = open ? this.#readOpen(open) : onDisk;
      return content ? [{ uri: open?.uri ?? file, name, content: content.read }] : [];
    });
    const inUse =
      files.length > 0
        ? wordsInUse(files, this.terminologies.current, this.#modelTypes)
        : { rows: [], problems: [] };
    const problems = new Map(files.map(({ uri }, i) => [keyOf(uri), { uri, found: inUse.problems[i]! }]));
    for (const document of this.#open.values())
      if (!problems.has(keyOf(document.uri)))
        problems.set(keyOf(document.uri), { uri: document.uri, found: this.#problemsElsewhere(document) });
    this.#publish(problems, new Map(files.map(({ name, uri }) => [name, uri])));
    const before = JSON.stringify(this.words);
    this.#rows = inUse.rows;
    if (JSON.stringify(this.words) !== before) this.changed(this.words);
  }

  #readOpen(document: TextDocument): WordsText {
    const known = this.#read.get(document);
    if (known?.version === document.version) return known.words;
    const text = document.getText();
    const words = { text, read: readWords(text) };
    this.#read.set(document, { version: document.version, words });
    return words;
  }

  /** A words file that lies somewhere else than where it counts. */
  #problemsElsewhere(document: TextDocument): WordsProblem[] {
    const files = [{ name: wordsFileName, content: this.#readOpen(document).read }];
    const { problems } = wordsInUse(files, this.terminologies.current, this.#modelTypes);
    const message = `a words file counts in the root of an open folder, as ${wordsFileName}; no row of this one is used`;
    return [
      { code: 'elsewhere', severity: 'warning', line: 1, column: 1, start: 0, end: 0, message },
      ...problems[0]!,
    ];
  }

  #publish(
    problems: ReadonlyMap<string, { readonly uri: string; readonly found: readonly WordsProblem[] }>,
    addresses: ReadonlyMap<string, string>,
  ): void {
    for (const [key, { uri, found }] of problems) {
      const before = this.#problems.get(key);
      this.#problems.set(key, found);
      if (found.length === 0 && (before ?? []).length === 0) continue;
      const diagnostics = wordsDiagnostics(uri, found, (file) => addresses.get(file));
      void this.connection.sendDiagnostics({ uri, diagnostics });
    }
    for (const key of this.#problems.keys()) {
      if (problems.has(key)) continue;
      const had = this.#problems.get(key)!.length > 0;
      this.#problems.delete(key);
      if (had) void this.connection.sendDiagnostics({ uri: key, diagnostics: [] });
    }
  }
}

async function load(folder: Folder): Promise<void> {
  const path = pathOf(folder.file);
  folder.onDisk = path === undefined ? undefined : await wordsOnDisk(path);
}

function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

/** Editors differ in what they escape in an address. */
function keyOf(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

const isSame = (a: string, b: string): boolean => keyOf(a) === keyOf(b);

/** True for documents that are words files, by their language or their name. */
export const isWordsDocument = ({ uri, languageId }: Pick<TextDocument, 'uri' | 'languageId'>): boolean =>
  languageId === wordsLanguageId || uri.endsWith(`/${wordsFileName}`);
