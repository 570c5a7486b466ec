import { type Disposable, EventEmitter } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type DocumentPlaces,
  type PlacesParams,
  type SurveyedConcept,
  type SurveyedRelation,
  type SurveyState,
  surveyChangedNotification,
  surveyConceptsRequest,
  surveyPlacesRequest,
  surveyRelationsRequest,
  surveyRequest,
} from '../../../server/src/protocol/survey';

/** What the language server says of the workspace's concepts and relations; it begins to look when it is first asked. */
export class Survey implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly #subscription: Disposable;
  #state?: SurveyState;
  #isWanted = false;
  readonly onDidChange = this.#changed.event;

  constructor(private readonly client: LanguageClient) {
    this.#subscription = client.onNotification(surveyChangedNotification, (state: SurveyState) =>
      this.#take(state),
    );
    // A server that was started again knows of no survey.
    client.onDidChangeState(() => {
      if (client.isRunning() && this.#isWanted) void this.begin();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  /** How it stands; undefined until it has begun. */
  get state(): SurveyState | undefined {
    return this.#state;
  }

  /** @param again looks for changes that nobody has told of */
  async begin(again = false): Promise<void> {
    this.#isWanted = true;
    if (this.client.isRunning()) this.#take(await this.client.sendRequest(surveyRequest, { again }));
  }

  concepts = (query: string): Promise<SurveyedConcept[]> => this.#ask(surveyConceptsRequest, { query });

  relations = (query: string): Promise<SurveyedRelation[]> => this.#ask(surveyRelationsRequest, { query });

  places = (params: PlacesParams): Promise<DocumentPlaces[]> => this.#ask(surveyPlacesRequest, params);

  async #ask<Item>(method: string, params: object): Promise<Item[]> {
    return this.client.isRunning() ? this.client.sendRequest<Item[]>(method, params) : [];
  }

  #take(state: SurveyState): void {
    this.#state = state;
    this.#changed.fire();
  }
}
