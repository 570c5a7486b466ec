import { resolve } from 'node:path';
import { defaultSettings, type Settings } from '../protocol/settings';

export interface ModelInUse {
  readonly folder: string;
  readonly device: Settings['device'];
}

/**
 * Which model is in use: the one a person selected, else the settings', else the embedded one. Until the workspace is trusted
 * it is the embedded one, whatever was asked for.
 */
export class ModelChoice {
  #settings: Settings = defaultSettings;
  #selected?: string;
  #inUse?: ModelInUse;

  constructor(
    private readonly embedded: string,
    /** What a relative folder in the settings is relative to. */
    private readonly home: string,
    private trusted: boolean,
    /** Called when another model is to be used, and the first time that one is. */
    private readonly changed: (model: ModelInUse) => void,
  ) {}

  get current(): ModelInUse {
    const { model, device } = this.#settings;
    if (!this.trusted) return { folder: this.embedded, device: defaultSettings.device };
    return { folder: this.#selected ?? (model === '' ? this.embedded : resolve(this.home, model)), device };
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

  trust(): void {
    this.trusted = true;
    this.#apply();
  }

  #apply(): void {
    const { folder, device } = this.current;
    if (this.#inUse?.folder === folder && this.#inUse.device === device) return;
    this.#inUse = { folder, device };
    this.changed(this.#inUse);
  }
}
