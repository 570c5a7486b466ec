import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { productServer } from './servers';

const text =
  'Gastric ulcers after naproxen\n\nWe report two patients in whom naproxen caused gastric ulcers.\n';

/** Opens the file as a person would, asks the server what they would ask, and prints the answers one a line. */
const session = (server: string) => `
vim.defer_fn(function()
  local say = function(what, value) io.stdout:write(what .. '\\t' .. vim.json.encode(value) .. '\\n') end
  local buffer = vim.api.nvim_get_current_buf()
  local id = vim.lsp.start_client({ name = 'biogloss', cmd = { '${process.execPath}', '${server}', '--stdio' },
    root_dir = vim.fn.getcwd(), get_language_id = function() return 'plaintext' end })
  vim.lsp.buf_attach_client(buffer, id)
  vim.wait(10000, function() return vim.lsp.get_client_by_id(id).initialized end, 20)
  local document = vim.lsp.util.make_text_document_params(buffer)
  local ask = function(method, params)
    local answers, why = vim.lsp.buf_request_sync(buffer, method, params, 15000)
    say(method, answers and answers[id] or { failed = why })
  end
  ask('textDocument/semanticTokens/full', { textDocument = document })
  ask('textDocument/hover', { textDocument = document, position = { line = 2, character = 32 } })
  vim.api.nvim_buf_set_text(buffer, 0, 0, 0, 0, { 'Aspirin. ' })
  ask('textDocument/documentSymbol', { textDocument = document })
  ask('workspace/executeCommand', { command = 'biogloss.analyse', arguments = { { uri = document.uri } } })
  vim.lsp.stop_client(id)
  vim.wait(300)
  vim.cmd('qa!')
end, 50)
`;

test('Neovim, which knows nothing of us, gets tokens, hovers and an outline that follows its edits', {
  timeout: 60_000,
}, (t) => {
  if (spawnSync('nvim', ['--version']).error)
    return t.skip('Neovim is not installed (Debian: apt-get install neovim)');
  if (!productServer()) return t.skip('there is no built product with an embedded model to serve');
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-nvim-'));
  try {
    writeFileSync(join(folder, 'note.txt'), text);
    writeFileSync(join(folder, 'init.lua'), session(join(process.cwd(), 'dist', 'server.js')));
    const printed = execFileSync('nvim', ['--headless', '-n', '-u', 'init.lua', 'note.txt'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 50_000,
      env: { ...process.env, XDG_STATE_HOME: folder, XDG_DATA_HOME: folder, XDG_CACHE_HOME: folder },
    });
    const answers = new Map(
      printed
        .split('\n')
        .filter((line) => line.includes('\t'))
        .map((line) => [line.slice(0, line.indexOf('\t')), JSON.parse(line.slice(line.indexOf('\t') + 1))]),
    );
    const tokens: number[] = answers.get('textDocument/semanticTokens/full').result.data;
    assert.ok(tokens.length >= 4 * 5, printed);
    assert.match(JSON.stringify(answers.get('textDocument/hover').result.contents), /naproxen.*Chemical/);
    const symbols: { name: string; range: { start: object } }[] = answers.get(
      'textDocument/documentSymbol',
    ).result;
    const first = symbols.find(({ name }) => name === 'naproxen');
    assert.deepEqual(first?.range.start, { line: 0, character: 'Aspirin. Gastric ulcers after '.length });
    assert.ok(answers.get('workspace/executeCommand').result.mentions >= 4);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
