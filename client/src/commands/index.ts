import { commands, type Disposable, window } from 'vscode';
import { type CommandId, command } from '../contributions';
import { curationRuns } from '../curation/commands';
import { analyseDocument } from './analyseDocument';
import { checkCorpus } from './checkCorpus';
import { chooseConcept } from './chooseConcept';
import { chooseDocumentToReview } from './chooseDocumentToReview';
import { chooseGuidelines } from './chooseGuidelines';
import { chooseModel } from './chooseModel';
import type { CommandContext } from './commandContext';
import { compareModels } from './compareModels';
import { copyTable } from './copyTable';
import { downloadModel } from './downloadModel';
import { drawLearningCurve } from './drawLearningCurve';
import { evaluateOnCorpus } from './evaluateOnCorpus';
import { exportAnnotations, previewExport } from './exportAnnotations';
import { exportModel } from './exportModel';
import { fineTuneOnCorpus } from './fineTuneOnCorpus';
import { goToMention } from './goToMention';
import { importModel } from './importModel';
import { importTerminology } from './importTerminology';
import { learnFromCorrections } from './learnFromCorrections';
import { manageTerminologies } from './manageTerminologies';
import { openWords } from './openWords';
import { removeModel } from './removeModel';
import { restartServer } from './restartServer';
import { resumeTraining } from './resumeTraining';
import { rollBackModel } from './rollBackModel';
import { openSurveyed, searchConcepts } from './searchConcepts';
import { showActions } from './showActions';
import {
  showGraphOfDocument,
  showGraphOfFolder,
  showGraphOfSelection,
  showGraphOfWorkspace,
} from './showKnowledgeGraph';
import { showModelCard } from './showModelCard';
import { showTraining } from './showTraining';
import { stopTraining } from './stopTraining';
import { toggleGold, toggleHighlights } from './toggleHighlights';

/** A command takes an object of options, so that keys, tests and other extensions can call it without its dialogs; from a tree's menu it gets rows. */
type Run = (context: CommandContext, ...options: never[]) => unknown;

const runs: Record<CommandId, Run> = {
  [command.analyseDocument]: analyseDocument,
  [command.toggleHighlights]: toggleHighlights,
  [command.toggleGold]: toggleGold,
  [command.nextMention]: (context) => goToMention(context, 'next'),
  [command.previousMention]: (context) => goToMention(context, 'previous'),
  [command.chooseModel]: chooseModel,
  [command.useModel]: chooseModel,
  [command.rollBackModel]: rollBackModel,
  [command.compareModels]: compareModels,
  [command.exportModel]: exportModel,
  [command.importModel]: importModel,
  [command.downloadModel]: downloadModel,
  [command.removeModel]: removeModel,
  [command.showModelCard]: showModelCard,
  [command.refreshModels]: ({ models }) => models.refresh(),
  [command.chooseGuidelines]: chooseGuidelines,
  [command.fineTune]: fineTuneOnCorpus,
  [command.showTraining]: showTraining,
  [command.stopTraining]: stopTraining,
  [command.resumeTraining]: resumeTraining,
  [command.checkCorpus]: checkCorpus,
  [command.evaluate]: evaluateOnCorpus,
  [command.learningCurve]: drawLearningCurve,
  [command.learnFromCorrections]: learnFromCorrections,
  [command.chooseDocumentToReview]: chooseDocumentToReview,
  [command.exportAnnotations]: exportAnnotations,
  [command.previewExport]: previewExport,
  [command.copyTable]: copyTable,
  [command.importTerminology]: importTerminology,
  [command.manageTerminologies]: manageTerminologies,
  [command.graphOfSelection]: showGraphOfSelection,
  [command.graphOfDocument]: showGraphOfDocument,
  [command.graphOfFolder]: showGraphOfFolder,
  [command.graphOfWorkspace]: showGraphOfWorkspace,
  [command.chooseConcept]: chooseConcept,
  [command.openWords]: openWords,
  [command.restartServer]: restartServer,
  [command.searchConcepts]: searchConcepts,
  [command.clearConceptSearch]: ({ surveyTree }) => surveyTree.search(''),
  [command.sortConcepts]: ({ surveyTree }) => surveyTree.turnOrder(),
  [command.refreshConcepts]: ({ survey }) => survey.begin(true),
  [command.openSurveyed]: openSurveyed as Run,
  [command.showLog]: ({ log }) => log.show(true),
  [command.showActions]: showActions,
  ...curationRuns,
};

/** Registers every command; what goes wrong in one is told to the person. */
export function registerCommands(context: CommandContext): Disposable[] {
  return (Object.keys(runs) as CommandId[]).map((id) =>
    commands.registerCommand(id, async (...options: never[]) => {
      try {
        return await runs[id](context, ...options);
      } catch (error) {
        const sentence = error instanceof Error ? error.message : String(error);
        context.log.error(`${id}: ${sentence}`);
        // Not awaited: whoever called the command need not wait until the message is closed.
        void window.showErrorMessage(sentence, 'Show Log').then((choice) => choice && context.log.show(true));
        return undefined;
      }
    }),
  );
}
