import { commands as names } from '../../protocol/commandNames';
import { analyse } from './analyse';
import { checkCorpus } from './checkCorpus';
import type { Command } from './command';
import { curate, redoCuration, undoCuration } from './curate';
import { documentsToReview } from './documentsToReview';
import { evaluate } from './evaluate';
import { exportAnnotations } from './exportAnnotations';
import { exportGraph } from './exportGraph';
import { fineTune } from './fineTune';
import { finishDocument } from './finishDocument';
import { graph } from './graph';
import { importTerminology } from './importTerminology';
import { learnFromCorrections } from './learnFromCorrections';
import { learningCurve } from './learningCurve';
import { listTerminologies } from './listTerminologies';
import { downloadModel, exportModel, importModel, listModels, planDownload } from './models';
import { restartWorker } from './restartWorker';
import { selectModel } from './selectModel';
import { setWord } from './setWord';
import { followTraining, resumeTraining, stopTraining, trainings } from './trainings';
import { updateTerminology } from './updateTerminology';

/** Every command that the server offers, by the name that clients call it by. */
export const commands: Readonly<Record<string, Command<unknown>>> = {
  [names.analyse]: analyse,
  [names.evaluate]: evaluate,
  [names.checkCorpus]: checkCorpus,
  [names.export]: exportAnnotations,
  [names.graph]: graph,
  [names.exportGraph]: exportGraph,
  [names.fineTune]: fineTune,
  [names.learningCurve]: learningCurve,
  [names.learnFromCorrections]: learnFromCorrections,
  [names.finishDocument]: finishDocument,
  [names.documentsToReview]: documentsToReview,
  [names.trainings]: trainings,
  [names.followTraining]: followTraining,
  [names.stopTraining]: stopTraining,
  [names.resumeTraining]: resumeTraining,
  [names.restartWorker]: restartWorker,
  [names.selectModel]: selectModel,
  [names.importTerminology]: importTerminology,
  [names.updateTerminology]: updateTerminology,
  [names.terminologies]: listTerminologies,
  [names.setWord]: setWord,
  [names.curate]: curate,
  [names.undoCuration]: undoCuration,
  [names.redoCuration]: redoCuration,
  [names.models]: listModels,
  [names.importModel]: importModel,
  [names.exportModel]: exportModel,
  [names.planDownload]: planDownload,
  [names.downloadModel]: downloadModel,
};
