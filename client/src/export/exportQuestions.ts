import { type QuickInputButton, type QuickPickItem, ThemeIcon } from 'vscode';
import { pickFrom, type Question } from '../pickFrom';
import { type ExportFormat, exportFormats } from './exportFormats';
import type { AnnotationChoice, ExportMemory, ExportScope } from './exportMemory';

/** What the person wants exported; what is given is not asked for. */
export interface ExportChoices {
  readonly scope?: ExportScope;
  readonly annotations?: AnnotationChoice;
  readonly format?: string;
}

type ScopeItem = QuickPickItem & { readonly id: ExportScope };
type AnnotationsItem = QuickPickItem & { readonly id: AnnotationChoice };
type FormatItem = QuickPickItem & { readonly id: string };

const scopes: Readonly<Record<ExportScope, Omit<ScopeItem, 'id'>>> = {
  document: { label: '$(file) Document', description: 'in the active editor' },
  selection: { label: '$(selection) Selection', description: 'of the active editor' },
  folder: { label: '$(folder) Folder…', description: 'all its texts and corpus files' },
  workspace: { label: '$(root-folder) Workspace', description: 'all folders that are open' },
};

const annotationItems: readonly AnnotationsItem[] = [
  {
    id: 'both',
    label: '$(checklist) What stands',
    description: 'persons’ decisions over what the model finds, each with its origin',
  },
  { id: 'predicted', label: '$(sparkle) What the model finds', description: 'decisions are left aside' },
  {
    id: 'curated',
    label: '$(person) What persons say',
    description: 'decisions, and annotations of files; other texts are left out',
  },
];

const previewButton: QuickInputButton = {
  iconPath: new ThemeIcon('open-preview'),
  tooltip: 'Preview: the first documents, nothing is written',
};

/**
 * Asks what to export, one question after the other, with a way back; what was chosen last time stands ready.
 * @param offered the scopes that make sense now
 * @param preview shows what a format makes of it, while the list stays open
 * @returns undefined where the person changed their mind
 */
export async function askWhatToExport(
  title: string,
  given: ExportChoices,
  last: ExportMemory,
  offered: readonly ExportScope[],
  preview: (choices: ExportChoices) => void,
): Promise<Required<ExportChoices> | undefined> {
  const steps: Step[] = [];
  if (given.scope === undefined) {
    const items = offered.map((id): ScopeItem => ({ id, ...scopes[id] }));
    steps.push(step('scope', { title, placeholder: 'What to export', items }, last.scope));
  }
  if (given.annotations === undefined)
    steps.push(
      step(
        'annotations',
        { title, placeholder: 'Whose annotations', items: annotationItems },
        last.annotations,
      ),
    );
  if (given.format === undefined) {
    const items = exportFormats.map(
      ({ id, title, description }): FormatItem => ({
        id,
        label: title,
        description,
        buttons: [previewButton],
      }),
    );
    const pressed = ({ id }: FormatItem) => preview({ ...given, ...chosen, format: id });
    steps.push(step('format', { title, placeholder: 'Format of the file', items, pressed }, last.format));
  }
  let chosen: ExportChoices = {};
  for (let at = 0; at < steps.length; ) {
    const answer = await steps[at]!.ask({ number: at + 1, of: steps.length });
    if (answer === undefined) return undefined;
    if (answer === 'back') at--;
    else {
      chosen = { ...chosen, ...answer };
      at++;
    }
  }
  return { ...given, ...chosen } as Required<ExportChoices>;
}

interface Step {
  ask(step: { number: number; of: number }): Promise<ExportChoices | 'back' | undefined>;
}

function step<Item extends QuickPickItem & { readonly id: string }>(
  name: keyof ExportChoices,
  question: Omit<Question<Item>, 'active' | 'step'>,
  last: string | undefined,
): Step {
  return {
    async ask(step) {
      const active = question.items.find(({ id }) => id === last);
      const answer = await pickFrom({ ...question, active, step });
      return answer === undefined || answer === 'back' ? answer : { [name]: answer.id };
    },
  };
}

export const exportFormat = (id: string): ExportFormat =>
  exportFormats.find((format) => format.id === id) ?? { id, title: id, description: '', extension: id };
