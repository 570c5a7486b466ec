import type { LogOutputChannel, Memento, Uri } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { CorpusPanels } from '../corpus/corpusPanel';
import type { Curation } from '../curation/curation';
import type { CurationTree } from '../curation/curationTree';
import type { Review } from '../curation/review';
import type { DocumentAnnotations } from '../documentAnnotations';
import type { EvaluationPanels } from '../evaluation/evaluationPanel';
import type { ExportPreviews } from '../export/exportPreviews';
import type { GraphPanels } from '../graph/graphPanel';
import type { Models } from '../models/models';
import type { StatusItem } from '../statusItem';
import type { Survey } from '../survey/survey';
import type { SurveyTree } from '../survey/surveyTree';
import type { TrainingPanels } from '../training/trainingPanels';

/** What the commands work with. */
export interface CommandContext {
  readonly client: LanguageClient;
  readonly annotations: DocumentAnnotations;
  readonly statusItem: StatusItem;
  readonly graphs: GraphPanels;
  readonly evaluations: EvaluationPanels;
  readonly trainings: TrainingPanels;
  readonly corpora: CorpusPanels;
  readonly models: Models;
  readonly exportPreviews: ExportPreviews;
  readonly curation: Curation;
  readonly review: Review;
  readonly curationTree: CurationTree;
  readonly survey: Survey;
  readonly surveyTree: SurveyTree;
  readonly log: LogOutputChannel;
  /** What this workspace remembers from one session to the next. */
  readonly memory: Memento;
  /** The extension's own folder for what lasts longer than a session. */
  readonly storage: Uri;
}
