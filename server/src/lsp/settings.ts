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
      await this.connection.client.register(DidChangeConfigurationNotification.type, options);
    }
    changed(await this.#read(undefined));
  }

  async #read(pushed: unknown): Promise<Settings> {
    if (this.#asks) return readSettings(await this.connection.workspace.getConfiguration(settingsSection));
    const section = (pushed as Record<string, unknown> | null | undefined)?.[settingsSection];
    return section === undefined ? this.initial : readSettings(section);
  }
}
