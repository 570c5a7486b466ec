import type { CommandContext } from '../../commands/commandContext';
import { type CurationCommandId, curationCommand as command } from '../curationCommands';
import { tellKeyWithoutUse } from '../typingGuard';
import {
  accept,
  changeType,
  clear,
  decideForIdentical,
  linkToConcept,
  moveBoundary,
  reject,
  writeNote,
} from './decide';
import { finishDocument } from './finishDocument';
import { goToItem } from './goToItem';
import { newMention } from './newMention';
import { newRelation } from './newRelation';
import { openDecisions } from './openDecisions';
import { setRanges } from './setRanges';
import { showCurationKeys } from './showCurationKeys';
import { takeBack } from './takeBack';

/** VS Code calls them from its menus with rows of the tree, one and all. */
type Run = (context: CommandContext, ...called: never[]) => unknown;

export const curationRuns: Record<CurationCommandId, Run> = {
  [command.startReview]: ({ review }) => review.start(),
  [command.endReview]: ({ review }) => review.end(),
  [command.nextUndecided]: ({ review }) => review.step('next'),
  [command.previousUndecided]: ({ review }) => review.step('previous'),
  [command.nextDocument]: ({ review }) => review.nextDocument(),
  [command.accept]: accept,
  [command.reject]: reject,
  [command.changeType]: changeType,
  [command.link]: linkToConcept,
  [command.growStart]: moveBoundary('start', 'grow'),
  [command.shrinkStart]: moveBoundary('start', 'shrink'),
  [command.shrinkEnd]: moveBoundary('end', 'shrink'),
  [command.growEnd]: moveBoundary('end', 'grow'),
  [command.setRanges]: setRanges,
  [command.forIdentical]: decideForIdentical,
  [command.newMention]: newMention,
  [command.newRelation]: newRelation,
  [command.note]: writeNote,
  [command.clear]: clear,
  [command.finish]: finishDocument,
  [command.undo]: (context) => takeBack(context, 'undo'),
  [command.redo]: (context) => takeBack(context, 'redo'),
  [command.showKeys]: showCurationKeys,
  [command.keyWithoutUse]: tellKeyWithoutUse,
  [command.goToItem]: goToItem,
  [command.showMoreItems]: ({ curationTree }, row: never) => curationTree.showMore(row),
  [command.openDecisions]: openDecisions,
};
