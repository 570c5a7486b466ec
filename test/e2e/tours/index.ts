import { writeFileSync } from 'node:fs';
import { knownRuns } from '../../../server/src/runs/knownRuns';
import { stopRun } from '../../../server/src/runs/stop';
import { launchBrowser } from '../standIn/browser';
import { CodeServer } from '../standIn/codeServer';
import { beginTour, runTests } from '../suite';
import { concepts } from './concepts';
import { corpusCheck } from './corpusCheck';
import { corpusFiles } from './corpusFiles';
import { curation } from './curation';
import { editing } from './editing';
import { evaluation } from './evaluation';
import { exporting } from './exporting';
import { fineTuning } from './fineTuning';
import { graph } from './graph';
import { guidelines } from './guidelines';
import { learning } from './learning';
import { models } from './models';
import { palette } from './palette';
import { reading } from './reading';
import { themes } from './themes';
import { training } from './training';
import { words } from './words';
import { Workbench } from './workbench';

/** One VS Code window for all tours: they follow one another as a person's session does. */
async function main(): Promise<void> {
  const {
    BIOGLOSS_E2E_EXTENSION: extension,
    BIOGLOSS_E2E_WORKSPACE: folder,
    BIOGLOSS_E2E_ARTIFACTS: artifacts,
    BIOGLOSS_E2E_RESULT: result,
  } = process.env;
  if (!extension || !folder || !artifacts || !result) throw new Error('run node scripts/testE2e.mjs tours');
  const server = await CodeServer.start({
    install: extension,
    settings: themes.settings('dark'),
  });
  const browser = await launchBrowser();
  const stop = async () => {
    // Trainings outlive the editor.
    process.env.XDG_DATA_HOME = server.dataHome;
    await Promise.all((await knownRuns()).map(({ folder }) => stopRun(folder)));
    await Promise.allSettled([browser.close(), server.stop()]);
  };
  process.once('disconnect', () => void stop().then(() => process.exit(1)));
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(20_000);
    if (process.env.BIOGLOSS_E2E_VERBOSE)
      page.on('console', (message) => console.log(`  [page] ${message.text()}`));
    const asked = new Set<string>();
    // What a webview loads has an address elsewhere, and VS Code's own service worker answers it.
    page.on('response', (response) => {
      if (!response.fromServiceWorker()) asked.add(new URL(response.url()).hostname);
    });
    page.on('requestfailed', (request) => asked.add(new URL(request.url()).hostname));
    const workbench = new Workbench(page, server, folder, artifacts);
    const tours = {
      reading: () => reading(workbench),
      themes: () => themes.tour(workbench),
      editing: () => editing(workbench),
      words: () => words(workbench, folder),
      curation: () => curation(workbench, folder),
      graph: () => graph(workbench, folder),
      guidelines: () => guidelines(workbench, folder),
      exporting: () => exporting(workbench, folder),
      evaluation: () => evaluation(workbench, folder),
      corpusCheck: () => corpusCheck(workbench, folder),
      corpusFiles: () => corpusFiles(workbench, folder),
      models: () => models(workbench, folder),
      fineTuning: () => fineTuning(workbench, folder),
      training: () => training(workbench, folder, server.dataHome),
      learning: () => learning(workbench, folder),
      palette: () => palette(workbench, folder, asked),
      // The last: it closes the other views and opens them again, and not all of their rows have room then.
      concepts: () => concepts(workbench, folder),
    };
    const chosen = process.env.BIOGLOSS_E2E_TOURS?.split(' ');
    const unknown = chosen?.find((name) => !(name in tours));
    if (unknown) throw new Error(`there is no tour ${unknown}: ${Object.keys(tours).join(', ')}`);
    // The window is opened by the first one.
    for (const [name, tour] of Object.entries(tours))
      if (name === 'reading' || !chosen || chosen.includes(name)) {
        beginTour(name);
        tour();
      }
    const counts = await runTests(async (name) => {
      await workbench.screenshot(`failed ${name.replace(/[^\w ]/g, '')}`);
    });
    writeFileSync(result, JSON.stringify(counts));
  } finally {
    await stop();
    process.disconnect?.();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
