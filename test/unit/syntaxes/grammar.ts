import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

/** The grammar of a file in syntaxes/ as VS Code runs it: the same TextMate and regular expression engines. */
export async function grammarOf(name: string, scope: string): Promise<IGrammar> {
  const path = `syntaxes/${name}.tmLanguage.json`;
  await loadWASM(readFileSync(join('node_modules', 'vscode-oniguruma', 'release', 'onig.wasm')));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async () => parseRawGrammar(readFileSync(path, 'utf8'), path),
  });
  return (await registry.loadGrammar(scope))!;
}

/** Compares the coloured tokens of one line, as `wording scope` with the common ending of the scope left out. */
export function checkTokens(name: string, scope: string) {
  const grammar = grammarOf(name, scope);
  const ending = `.${scope.split('.').at(-1)}`;
  return async (line: string, ...expected: string[]): Promise<void> => {
    const { tokens } = (await grammar).tokenizeLine(line, INITIAL);
    const found = tokens
      .filter(({ scopes }) => scopes.length > 1)
      .map(({ startIndex, endIndex, scopes }) => {
        const deepest = scopes.at(-1)!;
        return `${line.slice(startIndex, endIndex)} ${deepest.endsWith(ending) ? deepest.slice(0, -ending.length) : deepest}`;
      });
    assert.deepEqual(found, expected);
  };
}
