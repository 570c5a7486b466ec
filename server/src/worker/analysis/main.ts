// The analysis worker: forked by the language server, ends with it.
import { Pipeline } from '../../pipeline/pipeline';
import { unknownGuidelines } from '../../pipeline/unknownGuidelines';
import type { LoadRequest } from '../../protocol/analysis';
import type { Device } from '../../runtime/device';
import { openIndexes } from '../../terminology/openTerminologies';
import type { Terminologies } from '../../terminology/terminologies';
import type { Analyser } from './analyser';
import { dictionaryOf } from './dictionary';
import { serveAnalysis } from './serveAnalysis';

process.on('disconnect', () => process.exit());

serveAnalysis(process, (request) => {
  const { terminologies, imported, problems } = openIndexes(request.terminologies);
  return {
    dictionary: dictionaryOf(terminologies),
    imported: dictionaryOf(imported),
    problems,
    preferredName: (id) => terminologies.preferredName(id),
    model: () => loadModel(request, terminologies),
  };
});

async function loadModel(
  { folder, device, guidelines, tables }: LoadRequest,
  terminologies: Terminologies,
): Promise<Analyser> {
  const pipeline = await Pipeline.load(folder, {
    device: device as Device,
    guidelines,
    terminologies,
    tables,
  });
  const { name, inUse, entityTypes, relationTypes } = pipeline.model;
  const thresholds = new Map(relationTypes.map(({ name, threshold }) => [name, threshold]));
  // Printed, it is in the log: the settings may well be meant for another model.
  const unknown = unknownGuidelines(pipeline.model, guidelines);
  if (unknown !== undefined) console.error(`setting "guidelines": ${unknown}`);
  return {
    model: {
      name,
      folder: pipeline.model.folder,
      device: pipeline.model.device,
      guidelines: pipeline.model.guidelines,
      inUse,
      entityTypes,
      relationTypes: relationTypes
        .filter(({ subject, object }) => entityTypes.includes(subject) && entityTypes.includes(object))
        .map(({ name }) => name),
      relationThresholds: Object.fromEntries(thresholds),
    },
    thresholds,
    cut: (document) => pipeline.cut(document),
    annotateUnit: (document, unit, given, options) => pipeline.annotateUnit(document, unit, given, options),
    useWords: (words) => pipeline.useWords(words),
    prepare: (turn) => pipeline.prepare(turn),
  };
}
