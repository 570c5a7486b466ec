import type { ClientCapabilities } from 'vscode-languageserver/node';
import type { EditAbilities } from '../../languageService/words/wordsEdit';

export const editAbilitiesOf = ({ workspace }: ClientCapabilities): EditAbilities => ({
  documentChanges: workspace?.workspaceEdit?.documentChanges === true,
  createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
});
