import { writeFileSync } from 'node:fs';
import { runTests } from '../suite';
import './opening';
import './editing';
import './languageFeatures';
import './words';
import './curation';
import './commands';
import './evaluation';
import './corpusCheck';
import './models';
import './graph';
import './terminologies';
import './recovery';

/** VS Code calls this in its extension host. */
export async function run(): Promise<void> {
  const counts = await runTests();
  writeFileSync(process.env.BIOGLOSS_E2E_RESULT!, JSON.stringify(counts));
  const failed = Object.values(counts).reduce((sum, count) => sum + count.failed, 0);
  if (failed > 0) throw new Error(`${failed} of the tests in the extension host failed`);
}
