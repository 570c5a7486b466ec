import type { Connection } from 'vscode-languageserver/node';
import * as z from 'zod';
import {
  type DocumentPlaces,
  type SurveyedConcept,
  type SurveyedRelation,
  type SurveyState,
  surveyChangedNotification,
  surveyConceptsRequest,
  surveyPlacesRequest,
  surveyRelationsRequest,
  surveyRequest,
} from '../../protocol/survey';
import { answerWith } from '../answerWith';
import type { WorkspaceSurvey } from './workspaceSurvey';

const surveyParams = z.object({ again: z.boolean().default(false) });
const query = z.object({ query: z.string().default('') });
const places = z.union([
  z.object({ concept: z.string().min(1) }),
  z.object({
    relation: z.object({ type: z.string(), subject: z.string(), object: z.string(), negated: z.boolean() }),
  }),
]);

/** Milliseconds between two notifications: a list that jumps at every file can not be read. */
const notifyEvery = 300;

/** Answers who looks through the workspace for concepts and relations, and tells when there is something new. */
export class SurveyRequests {
  #isAsked = false;
  #timer?: NodeJS.Timeout;
  #isNews = false;

  constructor(
    private readonly connection: Connection,
    private readonly survey: () => WorkspaceSurvey,
  ) {
    answerWith(connection, surveyRequest, surveyParams, ({ again }): SurveyState => {
      this.#isAsked = true;
      survey().begin(again);
      return survey().state;
    });
    answerWith(connection, surveyConceptsRequest, query, (params): SurveyedConcept[] =>
      survey().index.concepts(params.query),
    );
    answerWith(connection, surveyRelationsRequest, query, (params): SurveyedRelation[] =>
      survey().index.relations(params.query),
    );
    answerWith(connection, surveyPlacesRequest, places, (params): DocumentPlaces[] =>
      'concept' in params
        ? survey().index.mentionsOf(params.concept)
        : survey().index.claimsOf(params.relation),
    );
  }

  /** There is something new: told at once, and then again when it has been quiet for a moment. */
  changed(): void {
    if (!this.#isAsked) return;
    if (this.#timer) {
      this.#isNews = true;
      return;
    }
    void this.connection.sendNotification(surveyChangedNotification, this.survey().state);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const isNews = this.#isNews;
      this.#isNews = false;
      if (isNews) this.changed();
    }, notifyEvery);
  }

  dispose(): void {
    this.#isAsked = false;
    clearTimeout(this.#timer);
  }
}
