import type { RelationKey } from '../survey/surveyIndex';

export type { FoundPlace } from '../survey/findings';
export type { DocumentPlaces, RelationKey, SurveyedConcept, SurveyedRelation } from '../survey/surveyIndex';

/**
 * Client → server request without parameters: how the survey stands (`SurveyState`). The first one begins it: the workspace's files are read by a process of low priority,
 * and from then on changes are followed and told by `biogloss/surveyChanged`. With `again` what was not noticed is looked for.
 */
export const surveyRequest = 'biogloss/survey';
/** Client → server request with `SurveyQuery`: concepts (`SurveyedConcept[]`). */
export const surveyConceptsRequest = 'biogloss/surveyConcepts';
/** Client → server request with `SurveyQuery`: relations (`SurveyedRelation[]`). */
export const surveyRelationsRequest = 'biogloss/surveyRelations';
/** Client → server request with `PlacesParams`: where documents say it (`DocumentPlaces[]`). */
export const surveyPlacesRequest = 'biogloss/surveyPlaces';
/** Server → client with a `SurveyState`, to a client that has asked for it: there is something new. */
export const surveyChangedNotification = 'biogloss/surveyChanged';

export interface SurveyParams {
  readonly again?: boolean;
}

export interface SurveyQuery {
  /** A part of a name, a wording or an id, in any case; all where not given. */
  readonly query?: string;
}

export type PlacesParams = { readonly concept: string } | { readonly relation: RelationKey };

export interface SurveyState {
  /** Files that count so far, open texts among them. */
  readonly files: number;
  /** True while files are being read. */
  readonly reading: boolean;
  /** What does not count, a sentence each: files beyond the limit, files that are too large. */
  readonly notes: readonly string[];
  /** Why files could not be read, a line each; the first hundred. */
  readonly problems: readonly string[];
}
