import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

/** The grammar of a file in syntaxes/ as VS Code runs it: the same TextMate and regular expression engines. One that it includes is that of JSON. */
export async function grammarOf(name: string, scope: string): Promise<IGrammar> {
  const grammarAt = (path: string) => parseRawGrammar(readFileSync(path, 'utf8'), path);
  await loadWASM(readFileSync(join('node_modules', 'vscode-oniguruma', 'release', 'onig.wasm')));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (wanted) =>
      grammarAt(`syntaxes/${wanted === scope ? name : 'json-annotations'}.tmLanguage.json`),
  });
  return (await registry.loadGrammar(scope))!;
}

/** Compares the coloured tokens of one line, as `wording scope` with the common ending of the scope left out. */
export function checkTokens(name: string, scope: string, last = scope.split('.').at(-1)) {
  const grammar = grammarOf(name, scope);
  const ending = `.${last}`;
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
