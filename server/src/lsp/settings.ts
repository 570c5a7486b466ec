import {
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
} from 'vscode-languageserver/node';
import { readSettings, type Settings, settingsSection } from '../protocol/settings';

/** The person's settings, as the client has them: asked for where it answers such questions, pushed by it where it does not. */
export class SettingsReader {
  readonly #asks: boolean;
  readonly #registers: boolean;

  constructor(
    private readonly connection: Connection,
    { workspace }: ClientCapabilities,
    private readonly initial: Settings,
  ) {
    this.#asks = workspace?.configuration === true;
    this.#registers = workspace?.didChangeConfiguration?.dynamicRegistration === true;
  }

  /** Calls `changed` now and after each change. */
  async follow(changed: (settings: Settings) => void): Promise<void> {
    this.connection.onDidChangeConfiguration(async ({ settings }) => changed(await this.#read(settings)));
    if (this.#registers) {
      const options = { section: settingsSection };
      // A client that refuses may push changes all the same; that must not keep the model from being loaded.
      await this.connection.client
        .register(DidChangeConfigurationNotification.type, options)
        .catch((error) => this.connection.console.warn(`changes of the settings may go unseen: ${error}`));
    }
    changed(await this.#read(undefined));
  }

  async #read(pushed: unknown): Promise<Settings> {
    const section = this.#asks
      ? await this.#ask()
      : (pushed as Record<string, unknown> | null | undefined)?.[settingsSection];
    return section === undefined || section === null ? this.initial : readSettings(section);
  }

  /** @returns null, as the protocol has it, from a client that knows of no such section or cannot say */
  #ask(): Promise<unknown> {
    return this.connection.workspace.getConfiguration(settingsSection).catch((error) => {
      this.connection.console.warn(`the client did not tell its settings: ${error}`);
      return null;
    });
  }
}
