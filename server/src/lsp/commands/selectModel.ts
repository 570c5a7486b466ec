import { selectModelArguments } from '../../protocol/commands';
import { command } from './command';
import { filePath } from './filePath';

/** Uses another model until the settings change or the server ends. The status tells whether it loads. */
export const selectModel = command({
  schema: selectModelArguments,
  needsTrust: true,
  async execute({ folder }, { model }) {
    model.select(folder === undefined ? undefined : filePath(folder));
    return {};
  },
});
