import { window } from 'vscode';
import { commands } from '../../../server/src/protocol/commandNames';
import type { SetWordArguments, SetWordResult } from '../../../server/src/protocol/commands';
import type { ChooseConceptArguments } from '../../../server/src/protocol/words';
import { analysedDocument } from '../analysedDocument';
import { askForConcept } from '../askForConcept';
import { execute } from '../serverCommand';
import type { CommandContext } from './commandContext';

export interface ChooseConceptOptions extends Partial<ChooseConceptArguments> {
  /** The concept's id, where nobody is to be asked; `none` for a name that no terminology has. */
  readonly concept?: string;
}

/**
 * Lets a person search for the concept of a name: of the mention at the cursor, or of the words that are selected. What they choose is written into
 * the words file, which counts at once.
 */
export async function chooseConcept(
  context: CommandContext,
  options: ChooseConceptOptions = {},
): Promise<SetWordResult | undefined> {
  const asked = options.name === undefined ? nameAtCursor(context) : (options as ChooseConceptArguments);
  if (!asked) throw new Error('Put the cursor on a mention, or select a name, to choose its concept.');
  const { uri, action, name, choices = [] } = asked;
  const chosen =
    options.concept === undefined
      ? await askForConcept(context.client, { action, name, choices })
      : { ids: options.concept === 'none' ? [] : [options.concept], types: [] };
  if (!chosen) return undefined;
  const type = asked.type ?? options.type ?? chosen.types[0];
  if (type === undefined)
    throw new Error(`The type of "${name}" is not known; choose a concept that has one.`);
  const argument: SetWordArguments = { uri, action, name, type, concepts: [...chosen.ids] };
  return execute<SetWordResult>(context.client, commands.setWord, argument);
}

function nameAtCursor({ annotations }: CommandContext): ChooseConceptArguments | undefined {
  const document = analysedDocument();
  const { selection } = window.activeTextEditor!;
  const uri = document.uri.toString();
  const mention = annotations
    .of(document)
    ?.mentions.find(({ ranges }) => ranges.some((range) => range.contains(selection)));
  if (mention) {
    const choices = mention.concepts.map((id) => ({ id }));
    return { uri, action: 'pin', name: mention.text, type: mention.type, choices };
  }
  const name = document.getText(selection).trim();
  return name === '' ? undefined : { uri, action: 'add', name, choices: [] };
}
