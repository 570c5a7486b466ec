import { defineCommand } from './command';
import { UsageError } from './usageError';

const usage = () => `Usage: biogloss serve --stdio

The language server (LSP 3.17) over standard input and output: for Neovim, Emacs, Zed and any other editor. It ends when its
client ends it or goes away. Settings come from the client, section "biogloss"; README.md shows a set-up.

  --stdio          speak over standard input and output; the only way there is
`;

export const serve = defineCommand({
  usage,
  options: { stdio: { type: 'boolean', default: false } },
  async run({ values, inputs }) {
    if (inputs.length > 0) throw new UsageError(`"${inputs[0]}" is not expected here`);
    if (!values.stdio)
      throw new UsageError('--stdio is missing: the server speaks over standard input and output');
    // The server's own entry: from here on the streams are its own, and it ends the process.
    await import('../lsp/main');
    return new Promise(() => {});
  },
});
