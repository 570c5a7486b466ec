import { resolve } from 'node:path';
import { defaultSettings, type Reader, type Settings } from '../protocol/settings';
import { indexPaths } from '../terminology/openTerminologies';

/** What reads documents: what an analysis worker is told to load. */
export interface ReaderInUse {
  readonly reader: Reader;
  /** The model; also where only the dictionary reads, since training and evaluation go on from it. */
  readonly folder: string;
  readonly device: Settings['device'];
  /** As in the settings. */
  readonly guidelines: readonly string[];
  /** Index files, the most important first. */
  readonly terminologies: readonly string[];
  /** Folder where tables that are made of them are kept. */
  readonly tables: string;
}

/** Whether both give a document the same mentions; what these are linked to may differ. */
export const sameReader = (a: ReaderInUse, b: ReaderInUse): boolean =>
  a.reader === b.reader &&
  a.folder === b.folder &&
  a.device === b.device &&
  a.guidelines.join('\n') === b.guidelines.join('\n');

/**
 * Which model and terminologies are in use: the model that a person selected, else the settings', else the embedded one. Until the workspace
 * is trusted it is the embedded one, whatever was asked for. Terminologies are names and never run, so they need no trust.
 */
export class ModelChoice {
  #settings: Settings = defaultSettings;
  #selected?: string;
  #inUse?: ReaderInUse;

  constructor(
    private readonly embedded: string,
    /** What a relative path in the settings is relative to. */
    private readonly home: string,
    private trusted: boolean,
    private readonly tables: string,
    /** Called when something else is to be used, and the first time. */
    private readonly changed: (now: ReaderInUse, before: ReaderInUse | undefined) => void,
  ) {}

  get current(): ReaderInUse {
    const { model, device, reader, guidelines, terminologies } = this.#settings;
    const names = {
      reader,
      guidelines,
      terminologies: indexPaths(terminologies, this.home),
      tables: this.tables,
    };
    if (!this.trusted) return { ...names, folder: this.embedded, device: defaultSettings.device };
    return {
      ...names,
      folder: this.#selected ?? (model === '' ? this.embedded : resolve(this.home, model)),
      device,
    };
  }

  get isTrusted(): boolean {
    return this.trusted;
  }

  /** A change of the settings' model takes the place of a selection. */
  configure(settings: Settings): void {
    if (settings.model !== this.#settings.model) this.#selected = undefined;
    this.#settings = settings;
    this.#apply();
  }

  /** Loads the model also where it is the one in use: its files may have changed. */
  select(folder: string | undefined): void {
    this.#selected = folder;
    this.#inUse = undefined;
    this.#apply();
  }

  /** The file of an index has a new content. */
  reload(index: string): void {
    if (this.#inUse?.terminologies.includes(index)) this.changed(this.#inUse, this.#inUse);
  }

  trust(): void {
    this.trusted = true;
    this.#apply();
  }

  #apply(): void {
    const before = this.#inUse;
    const { current } = this;
    if (JSON.stringify(before) === JSON.stringify(current)) return;
    this.#inUse = current;
    this.changed(current, before);
  }
}
